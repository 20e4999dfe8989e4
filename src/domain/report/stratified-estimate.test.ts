import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateEscapes, type Stratum } from "./stratified-estimate.ts";
import { shareOf } from "./wilson-interval.ts";

function stratum(passes: number, reviewed: number, wrong: number, line = "line-1"): Stratum {
  return { recipe: "block", line, band: "high", passes, reviewed, wrong };
}

const anyStratum = fc
  .tuple(fc.integer({ min: 1, max: 100_000 }), fc.nat(), fc.nat())
  .map(([passes, a, b]) => {
    const reviewed = a % (Math.min(passes, 500) + 1);
    return stratum(passes, reviewed, reviewed === 0 ? 0 : b % (reviewed + 1));
  });

describe("escapes estimated from random samples", () => {
  it("are those of one stratum carried over to all its passes, with Wilson's interval", () => {
    const { low, high, ...rest } = estimateEscapes([stratum(10_000, 200, 4)]);
    const share = shareOf(4, 200);

    expect(rest).toMatchObject({ reviewed: 200, wrong: 4, passes: 10_000, unknown: 0, share: 0.02 });
    expect(rest.expected).toBeCloseTo(200);
    expect(low).toBeCloseTo(share.low * 10_000);
    expect(high).toBeCloseTo(share.high * 10_000);
  });

  it("weigh each stratum by its passes and not by how many of it were looked at", () => {
    // Cochran's estimate by hand: 9000 · 1/100 + 1000 · 20/100.
    const { expected, share } = estimateEscapes([stratum(9000, 100, 1), stratum(1000, 100, 20, "line-2")]);

    expect(expected).toBeCloseTo(290);
    expect(share).toBeCloseTo(0.029);
  });

  it("have a limit above 0 where nothing wrong was found, wider where strata were looked at unevenly", () => {
    const even = estimateEscapes([stratum(5000, 100, 0), stratum(5000, 100, 0, "line-2")]);
    const uneven = estimateEscapes([stratum(5000, 190, 0), stratum(5000, 10, 0, "line-2")]);

    expect([even.expected, even.low]).toEqual([0, 0]);
    expect(even.high).toBeCloseTo(shareOf(0, 200).high * 10_000);
    expect(uneven.high).toBeGreaterThan(even.high * 2);
  });

  it("call passes of which no sample was looked at unknown, and any of them may be wrong", () => {
    const nothing = estimateEscapes([stratum(700, 0, 0)]);
    const partly = estimateEscapes([stratum(700, 0, 0), stratum(300, 30, 0, "line-2")]);

    expect(nothing).toMatchObject({ unknown: 700, low: 0, high: 700 });
    expect(nothing.expected).toBeUndefined();
    expect(partly.unknown).toBe(700);
    expect(partly.high).toBeGreaterThan(700);
  });

  it("lie within their limits, between what was found and all passes", () => {
    fc.assert(
      fc.property(fc.array(anyStratum, { maxLength: 12 }), (strata) => {
        const { expected, low, high, wrong, passes } = estimateEscapes(strata);

        expect(low).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(passes + 1e-6);
        expect(low).toBeGreaterThanOrEqual(wrong);
        if (expected !== undefined) {
          expect(expected).toBeGreaterThanOrEqual(wrong - 1e-6);
          expect(low).toBeLessThanOrEqual(Math.max(wrong, expected) + 1e-6);
          expect(expected).toBeLessThanOrEqual(high + 1e-6);
        }
      }),
    );
  });
});
