import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Detection } from "./detection.ts";
import { judge } from "./judge.ts";
import { parseRecipe, type Recipe } from "./recipe.ts";

const base = { id: "block", version: 1, title: "Block", recognizer: { kind: "embedded", model: "screws" } };
const fourScrews = parseRecipe({ ...base, parts: [{ label: "screw", count: 4 }] });
const twoOrMore = parseRecipe({ ...base, parts: [{ label: "screw", count: { min: 2 } }] });
const left = { left: 0.1, top: 0.1, width: 0.1, height: 0.1 };
const right = { left: 0.7, top: 0.1, width: 0.1, height: 0.1 };
const places = parseRecipe({
  ...base,
  parts: [
    { label: "screw", name: "screw, left", place: { box: left } },
    { label: "screw", name: "screw, right", place: { box: right } },
  ],
});

/** Boxes on a grid, so that no two of them are the same object. */
const screws = (...confidences: number[]): Detection[] =>
  confidences.map((confidence, i) => ({
    label: "screw",
    confidence,
    box: { left: (i % 10) / 10, top: Math.floor(i / 10) / 10, width: 0.05, height: 0.05 },
  }));

const confidence = fc.constantFrom(0, 0.2, 0.29, 0.3, 0.45, 0.5, 0.59, 0.6, 0.75, 0.9, 1);
const someScrews = fc.array(confidence, { maxLength: 8 }).map((list) => screws(...list));
const anyRecipe = fc.constantFrom<Recipe>(fourScrews, twoOrMore, places);

describe("judging a widget", () => {
  it("passes when every part is surely there", () => {
    const judgment = judge(fourScrews, screws(0.9, 0.9, 0.8, 0.7));

    expect(judgment.verdict).toBe("pass");
    expect(judgment.findings).toMatchObject([{ label: "screw", state: "present", expected: 4, seen: 4 }]);
  });

  it("fails and names the part when one is missing", () => {
    const judgment = judge(fourScrews, screws(0.9, 0.9, 0.8));

    expect(judgment).toMatchObject({ verdict: "fail", findings: [{ state: "missing", seen: 3 }] });
    expect(judgment.reasons).toEqual(["screw: missing, expected 4, seen 3"]);
  });

  it("leaves it to a person when the fourth screw is inside the review band", () => {
    const judgment = judge(fourScrews, screws(0.9, 0.9, 0.8, 0.45));

    expect(judgment).toMatchObject({
      verdict: "review",
      findings: [{ state: "uncertain", seen: 3, unsure: 1 }],
    });
  });

  it("fails when there is one part too many", () => {
    const judgment = judge(fourScrews, screws(0.9, 0.9, 0.8, 0.8, 0.9));

    expect(judgment).toMatchObject({ verdict: "fail", findings: [{ state: "extra", seen: 5 }] });
  });

  it("does not let the same object seen twice stand in for a missing one", () => {
    const three = screws(0.9, 0.9, 0.9);
    const twice = {
      label: "screw",
      confidence: 0.8,
      box: { left: 0.001, top: 0, width: 0.05, height: 0.05 },
    };

    const judgment = judge(fourScrews, [...three, twice]);

    expect(judgment.verdict).toBe("fail");
  });

  it("calls a part misplaced when it lies in nobody's place and its own place is empty", () => {
    const elsewhere = { left: 0.4, top: 0.7, width: 0.1, height: 0.1 };

    const judgment = judge(places, [
      { label: "screw", confidence: 0.9, box: left },
      { label: "screw", confidence: 0.9, box: elsewhere },
    ]);

    expect(judgment.findings).toMatchObject([
      { state: "present" },
      { state: "misplaced", seen: 0, boxes: [elsewhere] },
    ]);
    expect(judgment.verdict).toBe("fail");
  });

  it("calls a part extra when every place is filled and one more lies elsewhere", () => {
    const judgment = judge(places, [
      { label: "screw", confidence: 0.9, box: left },
      { label: "screw", confidence: 0.9, box: right },
      { label: "screw", confidence: 0.9, box: { left: 0.4, top: 0.7, width: 0.1, height: 0.1 } },
    ]);

    expect(judgment.findings).toMatchObject([
      { state: "present" },
      { state: "present" },
      { state: "extra", expected: 0 },
    ]);
  });

  it("never takes a detection without a box as sure evidence for a place", () => {
    const judgment = judge(places, [
      { label: "screw", confidence: 0.99 },
      { label: "screw", confidence: 0.99 },
    ]);

    expect(judgment.verdict).toBe("review");
  });

  it("fails on a forbidden label and reviews when it may be one", () => {
    const recipe = parseRecipe({
      ...base,
      parts: [{ label: "screw", count: 1 }],
      forbidden: [{ label: "crack" }],
    });
    const seen = (crack: number) => [...screws(0.9), { label: "crack", confidence: crack }];

    expect(judge(recipe, seen(0.9)).verdict).toBe("fail");
    expect(judge(recipe, seen(0.4)).verdict).toBe("review");
    expect(judge(recipe, seen(0.1)).verdict).toBe("pass");
  });

  it("can still pass on a certain detection when the recipe asks for nearly full confidence", () => {
    const strict = parseRecipe({ ...base, parts: [{ label: "screw", minConfidence: 0.98 }] });

    expect(judge(strict, screws(1)).verdict).toBe("pass");
  });
});

describe("rules that hold for any photo", () => {
  it("the order of detections does not matter", () => {
    fc.assert(
      fc.property(anyRecipe, someScrews, (recipe, seen) => {
        expect(judge(recipe, [...seen].reverse())).toEqual(judge(recipe, seen));
      }),
    );
  });

  it("raising the confidence of parts that were counted never takes a pass away", () => {
    fc.assert(
      fc.property(anyRecipe, someScrews, confidence, (recipe, seen, raise) => {
        fc.pre(judge(recipe, seen).verdict === "pass");
        const surer = seen.map((d) =>
          d.confidence >= 0.6 ? { ...d, confidence: Math.max(d.confidence, raise) } : d,
        );

        expect(judge(recipe, surer).verdict).toBe("pass");
      }),
    );
  });

  it("without an upper limit, more confident detections never turn a pass into a fail", () => {
    fc.assert(
      fc.property(someScrews, confidence, (seen, raise) => {
        fc.pre(judge(twoOrMore, seen).verdict === "pass");
        const more = seen.map((d) => ({ ...d, confidence: Math.max(d.confidence, raise) }));

        expect(judge(twoOrMore, more).verdict).toBe("pass");
      }),
    );
  });

  it("a part that nothing was seen of is never passed", () => {
    fc.assert(
      fc.property(anyRecipe, someScrews, (recipe, seen) => {
        const others = seen.map((d) => ({ ...d, label: "washer" }));

        expect(judge(recipe, others).verdict).toBe("fail");
      }),
    );
  });

  it("removing a detection of a recipe with a lower limit never turns a fail into a pass", () => {
    fc.assert(
      fc.property(someScrews, fc.nat(7), (seen, index) => {
        fc.pre(judge(twoOrMore, seen).verdict === "fail");

        expect(judge(twoOrMore, seen.toSpliced(index, 1)).verdict).toBe("fail");
      }),
    );
  });

  it("a reservation of the recognizer leaves it to a person, whatever was seen", () => {
    fc.assert(
      fc.property(anyRecipe, someScrews, (recipe, seen) => {
        expect(judge(recipe, seen, ["the photo could not be aligned"]).verdict).toBe("review");
      }),
    );
  });
});
