import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandOf, createStratifiedDraw, isDrawn, lotOf } from "./sampling.ts";

type Drawable = Parameters<ReturnType<typeof createStratifiedDraw>["add"]>[0];

function pass(id: string, over: Partial<Drawable> = {}): Drawable {
  return {
    id,
    verdict: "pass",
    recipe: { id: "block", version: 1 },
    source: { fileName: "a.jpg", line: "line-1" },
    findings: [],
    ...over,
  };
}

function drawn(passes: readonly Drawable[], perStratum: number, seed = "seed") {
  const draw = createStratifiedDraw(seed, perStratum);
  for (const one of passes) draw.add(one);
  return draw.finish();
}

const ids = (count: number, prefix = "i") => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

describe("the lot of an inspection", () => {
  it("is between 0 and 1, and the same whenever it is drawn", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, id) => {
        const lot = lotOf(seed, id);

        expect(lot).toBeGreaterThanOrEqual(0);
        expect(lot).toBeLessThan(1);
        expect(lotOf(seed, id)).toBe(lot);
      }),
    );
  });

  it("picks as many as the share says, whatever the seed", () => {
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(fc.string(), share, (seed, part) => {
        const plan = { seed, rules: [{ share: part }] };

        const picked = ids(2000).filter((id) => isDrawn(plan, pass(id))).length;

        // Five standard errors: by chance once in two million.
        expect(Math.abs(picked / 2000 - part)).toBeLessThan(5 * Math.sqrt((part * (1 - part)) / 2000));
      }),
      { numRuns: 30 },
    );
  });
});

describe("drawing while the line runs", () => {
  const plan = {
    seed: "s",
    rules: [
      { recipe: "block", line: "line-1", share: 1 },
      { recipe: "block", share: 0 },
      { line: "line-9", share: 1 },
    ],
  };

  it.each([
    ["of the line of a rule", pass("a"), true],
    [
      "of another line, by the rule for all of them",
      pass("a", { source: { fileName: "f", line: "line-2" } }),
      false,
    ],
    [
      "of another recipe on a line with a rule",
      pass("a", { recipe: { id: "board", version: 1 }, source: { fileName: "f", line: "line-9" } }),
      true,
    ],
    ["that no rule speaks of", pass("a", { recipe: { id: "board", version: 1 } }), false],
    ["that is no pass", pass("a", { verdict: "fail" }), false],
  ])("takes what is %s: %#", (_what, inspection, taken) => {
    expect(isDrawn(plan, inspection)).toBe(taken);
  });
});

describe("a stratified draw", () => {
  it("takes so many of each recipe, line and confidence band, or all there are", () => {
    const sure = [{ confidence: 0.95 }] as Drawable["findings"];
    const unsure = [{ confidence: 0.95 }, { confidence: 0.6 }] as Drawable["findings"];

    const strata = drawn(
      [
        ...ids(50, "a").map((id) => pass(id, { findings: sure })),
        ...ids(3, "b").map((id) => pass(id, { findings: unsure })),
        ...ids(20, "c").map((id) => pass(id, { source: { fileName: "f" } })),
        pass("no pass", { verdict: "fail" }),
      ],
      5,
    );

    expect(strata.map(({ drawn: taken, ...rest }) => ({ ...rest, drawn: taken.length }))).toEqual([
      { recipe: "block", line: "", band: "none", passes: 20, drawn: 5 },
      { recipe: "block", line: "line-1", band: "high", passes: 50, drawn: 5 },
      { recipe: "block", line: "line-1", band: "low", passes: 3, drawn: 3 },
    ]);
  });

  it("does not depend on the order in which inspections come, and another seed draws others", () => {
    const passes = ids(500).map((id) => pass(id));
    fc.assert(
      fc.property(fc.shuffledSubarray(passes, { minLength: 500 }), (shuffled) => {
        expect(drawn(shuffled, 7)).toEqual(drawn(passes, 7));
      }),
      { numRuns: 10 },
    );
    expect(drawn(passes, 7, "other")).not.toEqual(drawn(passes, 7));
  });

  it("takes each of a stratum equally often", () => {
    const passes = ids(40).map((id) => pass(id));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 1000; seed += 1) {
      for (const id of drawn(passes, 4, String(seed))[0]?.drawn ?? [])
        times.set(id, (times.get(id) ?? 0) + 1);
    }

    // Each is expected 100 times, with a standard error of 9.5.
    for (const id of ids(40)) expect(Math.abs((times.get(id) ?? 0) - 100)).toBeLessThan(50);
  });
});

describe("the confidence band", () => {
  it.each([
    [[], "none"],
    [[{}], "none"],
    [[{ confidence: 0.9 }], "high"],
    [[{ confidence: 0.99 }, { confidence: 0.89 }], "middle"],
    [[{ confidence: 0.7 }], "middle"],
    [[{ confidence: 0.99 }, {}, { confidence: 0.69 }], "low"],
  ])("is that of the weakest part: %j is %s", (findings, band) => {
    expect(bandOf(findings)).toBe(band);
  });
});
