import { describe, expect, it } from "vitest";
import { cutIntoPeriods, findPeriod } from "./periods.ts";

const HOUR = 3_600_000;
const hoursOf = (range: { from: string; to: string }, zone: string) =>
  cutIntoPeriods(range, zone).periods.map((p) => (p.toMs - p.fromMs) / HOUR);

describe("periods", () => {
  it("are days of the time zone, an hour shorter or longer when the clock changes", () => {
    expect(hoursOf({ from: "2026-03-27", to: "2026-03-31" }, "Europe/Berlin")).toEqual([24, 24, 23, 24]);
    expect(hoursOf({ from: "2026-10-23", to: "2026-10-27" }, "Europe/Berlin")).toEqual([24, 24, 25, 24]);
    expect(hoursOf({ from: "2026-03-27", to: "2026-03-31" }, "UTC")).toEqual([24, 24, 24, 24]);
  });

  it("are as many hours as a day has on which the clock changes", () => {
    expect(hoursOf({ from: "2026-10-25", to: "2026-10-26" }, "Europe/Berlin")).toEqual(Array(25).fill(1));
    expect(hoursOf({ from: "2026-03-29", to: "2026-03-30" }, "Europe/Berlin")).toEqual(Array(23).fill(1));
  });

  it.each([
    ["2026-03-03", "hour", 48],
    ["2026-03-04", "day", 3],
    ["2026-06-01", "week", 14],
    ["2031-03-01", "month", 60],
  ])("up to %s are %ss", (to, unit, count) => {
    const cut = cutIntoPeriods({ from: "2026-03-01", to }, "UTC");

    expect(cut.unit).toBe(unit);
    expect(cut.periods).toHaveLength(count);
  });

  it("tile the range without a gap, the first and the last one cut to it", () => {
    const { periods } = cutIntoPeriods(
      { from: "2026-03-01T10:30", to: "2026-03-05T08:00" },
      "America/New_York",
    );

    expect(new Date(periods[0]?.fromMs ?? 0).toISOString()).toBe("2026-03-01T15:30:00.000Z");
    expect(new Date(periods.at(-1)?.toMs ?? 0).toISOString()).toBe("2026-03-05T13:00:00.000Z");
    expect(periods.slice(1).map((p) => p.fromMs)).toEqual(periods.slice(0, -1).map((p) => p.toMs));
    expect(periods.map((p) => findPeriod(periods, p.fromMs))).toEqual(periods.map((_, i) => i));
    expect(periods.map((p) => findPeriod(periods, p.toMs - 1))).toEqual(periods.map((_, i) => i));
    expect([
      findPeriod(periods, (periods[0]?.fromMs ?? 0) - 1),
      findPeriod(periods, periods.at(-1)?.toMs ?? 0),
    ]).toEqual([-1, -1]);
  });

  it.each([
    [{ from: "2026-03-02", to: "2026-03-01" }, "UTC", /"to" after "from"/],
    [{ from: "2026-03-01", to: "2026-03-01" }, "UTC", /"to" after "from"/],
    [{ from: "1000-01-01", to: "2026-03-01" }, "UTC", /100 years/],
    [{ from: "yesterday", to: "2026-03-01" }, "UTC", /from: expected a date/],
    [{ from: "2026-03-01", to: "2026-03-02" }, "Mars/Olympus", /time zone/],
  ])("are refused for %j in %s", (range, zone, message) => {
    expect(() => cutIntoPeriods(range, zone)).toThrow(message);
  });
});
