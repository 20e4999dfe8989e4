import { describe, expect, it } from "vitest";
import { createLatencyTally } from "./latency-tally.ts";

const RECEIVED = "2026-03-01T08:00:00.000Z";
const timed = (total: number, inspectedAt = RECEIVED) => ({
  timingsMs: { decode: 0, recognize: 0, judge: 0, annotate: 0, store: 0, total },
  receivedAt: RECEIVED,
  inspectedAt,
});

describe("latency", () => {
  it("has quantiles within 1 %, from a fraction of a millisecond to a day in the line", () => {
    const tally = createLatencyTally();
    for (let i = 1; i <= 10_000; i++) {
      tally.add(timed(i / 7, new Date(Date.parse(RECEIVED) + i * 10_000).toISOString()), i % 2);
    }

    const { inspect, wait, byPeriod } = tally.finish();

    const near = (value = 0, truth: number) => Math.abs(value / truth - 1) <= 0.01;
    expect(near(inspect?.p50, 5000 / 7) && near(inspect?.p95, 9500 / 7) && near(inspect?.p99, 9900 / 7)).toBe(
      true,
    );
    expect(near(wait?.p50, 5e7) && near(wait?.p99, 9.9e7)).toBe(true);
    expect(inspect?.max).toBe(10_000 / 7);
    expect(byPeriod.map(({ period, photos }) => [period, photos])).toEqual([
      [0, 5000],
      [1, 5000],
    ]);
  });

  it("takes clocks that disagree as no time, and says nothing without a photo", () => {
    const tally = createLatencyTally();
    tally.add(timed(1, "2026-03-01T07:59:59.000Z"), 0);

    expect(tally.finish().wait).toEqual({ photos: 1, p50: 0, p95: 0, p99: 0, max: 0 });
    expect(createLatencyTally().finish()).toEqual({ byPeriod: [] });
  });
});
