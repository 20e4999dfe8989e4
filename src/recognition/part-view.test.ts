import fc from "fast-check";
import { expect, test } from "vitest";
import { judge } from "../domain/judge.ts";
import { parseRecipe, type Recipe } from "../domain/recipe.ts";
import { outcomeOfView, type ViewOutcome, viewPart } from "./part-view.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const cases = fc.record({
  there: fc.integer({ min: 0, max: 5 }),
  confidences: fc.array(share, { maxLength: 8 }),
  minConfidence: fc.double({ min: 0.05, max: 1, noNaN: true }),
  below: share,
  above: share,
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function verdictOf(
  { confidences, minConfidence, below, above }: Case,
  count: Recipe["parts"][number]["count"],
) {
  const recipe = parseRecipe({
    id: "widget",
    version: 1,
    title: "Widget",
    recognizer: { kind: "embedded", model: "widget" },
    parts: [{ label: "screw", count, minConfidence }],
    reviewBand: { below, above },
  });
  const detections = confidences.map((confidence) => ({ label: "screw", confidence }));
  return judge(recipe, detections).verdict;
}

function outcomeOf({ there, confidences, minConfidence, below, above }: Case): ViewOutcome {
  return outcomeOfView(viewPart(0, there, confidences), {
    sureFrom: Math.min(1, minConfidence + above),
    unsureFrom: minConfidence - below,
  });
}

test("A recipe that asks for what is there passes, fails and is unsure exactly when a view says so", () => {
  const meaning = { right: "pass", unsure: "review", missed: "fail", invented: "fail" } as const;

  fc.assert(
    fc.property(cases, (one) => {
      expect(verdictOf(one, one.there)).toBe(meaning[outcomeOf(one)]);
    }),
    { numRuns: 500 },
  );
});

test("A recipe that asks for one more than is there is passed exactly when a view says that parts were invented", () => {
  fc.assert(
    fc.property(cases, (one) => {
      const passed = verdictOf(one, { min: one.there + 1 }) === "pass";
      expect(passed).toBe(outcomeOf(one) === "invented");
    }),
    { numRuns: 500 },
  );
});

test("A view keeps the weakest detection that is needed and the surest beyond", () => {
  expect(viewPart(3, 2, [0.2, 0.9, 0.7])).toEqual({ photo: 3, there: 2, needed: 0.7, surplus: 0.2 });
  expect(viewPart(0, 2, [0.9])).toEqual({ photo: 0, there: 2, needed: 0, surplus: 0 });
  expect(viewPart(0, 0, [])).toEqual({ photo: 0, there: 0, needed: 1, surplus: 0 });
});
