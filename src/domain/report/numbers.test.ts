import { describe, expect, it } from "vitest";
import { createAgreementTally } from "./agreement.ts";
import { pChart } from "./p-chart.ts";
import { shareOf } from "./wilson-interval.ts";

describe("a share", () => {
  // R: prop.test(81, 263, correct = FALSE), the example of Newcombe, Statistics in Medicine 17, 1998, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [29, 29, 0.883, 1],
  ])("of %i in %i has the interval that is published for it", (events, of, low, high) => {
    const share = shareOf(events, of);

    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });

  it("of nothing may be anything", () => {
    expect(shareOf(0, 0)).toEqual({ events: 0, of: 0, low: 0, high: 1 });
  });
});

describe("a p-chart", () => {
  it("has wider limits where fewer photos were inspected, and none outside of 0 to 1", () => {
    const { center, points } = pChart([
      { inspected: 100, fails: 10 },
      { inspected: 0, fails: 0 },
      { inspected: 400, fails: 40 },
    ]);

    expect(center).toBeCloseTo(0.1);
    expect(points.map(({ period }) => period)).toEqual([0, 2]);
    // 0.1 ± 3 √(0.1 · 0.9 / n)
    expect(points[0]).toMatchObject({ lower: expect.closeTo(0.01), upper: expect.closeTo(0.19) });
    expect(points[1]).toMatchObject({ lower: expect.closeTo(0.055), upper: expect.closeTo(0.145) });
    expect(pChart([{ inspected: 4, fails: 1 }]).points[0]).toMatchObject({
      lower: 0,
      upper: expect.closeTo(0.8995, 4),
    });
  });

  it("marks the period that went out of control, and only that one", () => {
    const quiet = Array.from({ length: 20 }, (_, i) => ({ inspected: 100, fails: i % 2 === 0 ? 4 : 9 }));

    const { points } = pChart([...quiet, { inspected: 100, fails: 25 }]);

    expect(points.flatMap(({ period, marks }) => marks.map(({ rule }) => [period, rule]))).toEqual([
      [20, "one-beyond-3-sigma"],
    ]);
  });

  it("marks nothing where nothing varies", () => {
    expect(pChart(Array(9).fill({ inspected: 5, fails: 5 })).points.flatMap((p) => p.marks)).toEqual([]);
    expect(pChart([])).toEqual({ points: [] });
  });
});

const WIDGET = { recipe: { id: "block", version: 1 }, source: { fileName: "a.jpg" }, findings: [] };

describe("agreement of system and people", () => {
  type Said = ["pass" | "fail" | "review" | "rejected", ("pass" | "fail")?];
  const tally = (counts: [Said, number][]) => {
    const agreement = createAgreementTally();
    for (const [[verdict, said], times] of counts) {
      const decision = verdict === said ? ("agree" as const) : ("overrule" as const);
      const common = { inspectionId: "i", by: "ana", at: "2026-03-01T08:00:00Z", reason: "looked" };
      const dispositions = said === undefined ? [] : [{ ...common, decision, verdict: said }];
      for (let i = 0; i < times; i++) agreement.add({ ...WIDGET, verdict, dispositions }, false);
    }
    return agreement.finish({ pass: 1000, fail: 50 });
  };

  it("has the kappa of the textbook example: 20 and 15 agreed, 5 and 10 not, kappa 0.4", () => {
    const { kappa, reviewed, overruled } = tally([
      [["pass", "pass"], 20],
      [["pass", "fail"], 5],
      [["fail", "pass"], 10],
      [["fail", "fail"], 15],
    ]);

    expect(kappa).toBeCloseTo(0.4);
    expect(reviewed).toBe(50);
    expect(overruled).toMatchObject({ events: 15, of: 50, share: 0.3 });
  });

  it("carries what was found in reviewed passes and fails over to all of them", () => {
    const { escapes, falseRejects } = tally([
      [["pass", "pass"], 98],
      [["pass", "fail"], 2],
      [["fail", "pass"], 5],
      [["fail", "fail"], 45],
      [["pass"], 900],
    ]);

    expect(escapes).toMatchObject({ verdicts: 1000, expected: expect.closeTo(20) });
    // Wilson for 2 of 100: 0.0055 to 0.0700; two are known, the other 900 passes are estimated.
    expect(escapes.low).toBeCloseTo(2 + 0.0055 * 900, 0);
    expect(escapes.high).toBeCloseTo(2 + 0.07 * 900, 0);
    expect(falseRejects).toEqual({ ...falseRejects, verdicts: 50, expected: 5, low: 5, high: 5 });
  });

  it("counts the last decision that nobody took back, and nothing where all were", () => {
    const common = { inspectionId: "i", by: "ana", at: "2026-03-01T08:00:00Z", reason: "looked" };
    const passes = { ...common, decision: "agree", verdict: "pass" } as const;
    const fails = { ...common, decision: "overrule", verdict: "fail" } as const;
    const withdrawn = { ...common, decision: "withdrawn" } as const;
    const agreement = createAgreementTally();
    agreement.add({ ...WIDGET, verdict: "pass", dispositions: [passes, fails, withdrawn] }, false);
    agreement.add({ ...WIDGET, verdict: "pass", dispositions: [fails, withdrawn] }, false);

    const { reviewed, table } = agreement.finish({ pass: 2, fail: 0 });

    expect(reviewed).toBe(1);
    expect(table.pass).toEqual({ pass: 1, fail: 0 });
  });

  it("claims nothing without a reviewed pass, and leaves verdicts of review out of kappa", () => {
    const { escapes, kappa, table } = tally([
      [["review", "pass"], 3],
      [["fail", "fail"], 2],
      [["rejected", "fail"], 1],
    ]);

    expect(escapes).toEqual({ reviewed: shareOf(0, 0), verdicts: 1000, low: 0, high: 1000 });
    expect(kappa).toBeUndefined();
    expect(table.review).toEqual({ pass: 3, fail: 0 });
  });
});
