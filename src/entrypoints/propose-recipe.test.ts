import { expect, test } from "vitest";
import { parseRecipe } from "../domain/recipe.ts";
import type { TaughtCard } from "../recognition/lesson-card.ts";
import { gatherPart } from "../recognition/part-evidence.ts";
import { viewPart } from "../recognition/part-view.ts";
import { proposeThresholds } from "../recognition/propose-thresholds.ts";
import { proposeRecipe } from "./propose-recipe.ts";
import { readYaml } from "./read-yaml.ts";

const views = [0, 1, 2].map((photo) =>
  viewPart(photo, photo === 2 ? 0 : 4, [0.9, 0.9, 0.9, 0.9].slice(photo * 2)),
);
const evidence = { unit: "photo" as const, photos: 3, parts: [gatherPart("screw", 4, views)] };
const taught: TaughtCard = {
  mode: "find",
  labels: ["hole", "screw"],
  card: {
    photos: 3,
    evidence,
    proposal: proposeThresholds(evidence, 0.001),
    typical: [
      { label: "hole", full: 4, shownBy: 1, complete: 0 },
      { label: "screw", full: 4, shownBy: 2, complete: 4 },
    ],
  },
};
const model = { name: "four-screws", version: "0123456789ab" };

test("A proposed recipe is a valid one with the counts and thresholds of the lesson, and says what they rest on", () => {
  const { recipe, yaml } = proposeRecipe(taught, model, 3);

  expect(parseRecipe(readYaml(yaml))).toEqual(recipe);
  expect(recipe).toMatchObject({
    id: "four-screws",
    version: 3,
    recognizer: { kind: "embedded", model: "four-screws" },
    parts: [{ label: "screw", count: 4, minConfidence: 0.5 }],
  });
  expect(yaml).toContain("count: 4 # shown by 2 of 3 taught photos");
  expect(yaml).toContain(
    "minConfidence: 0.5 # escapes 0 of 1 (at most 95 %), false rejects 1 of 2 (1.26 to 98.7 %)",
  );
  expect(yaml).toContain("Not asked for, as a complete widget shows none: hole.");
});

test("A model taught from one photo gives a recipe with the defaults and says that nothing is known", () => {
  const { evidence: _, proposal: __, ...card } = taught.card;

  const { recipe, yaml } = proposeRecipe({ ...taught, card }, model, 1);

  expect(recipe).toMatchObject({ parts: [{ minConfidence: 0.5 }], reviewBand: { below: 0.2, above: 0.1 } });
  expect(yaml).toContain("a recipe's default: nothing could be left out to try the model on");
});

test("A model that was not taught from boxes proposes no recipe, and is told what to do", () => {
  expect(() => proposeRecipe({ mode: "imported", labels: ["nut"], card: {} }, model, 1)).toThrow(
    /four-screws was not taught from boxes.*Write a recipe by hand/,
  );
});

test("A model that knows how normal looks proposes that nothing unusual may be seen", () => {
  const { recipe, yaml } = proposeRecipe({ mode: "normal", labels: ["anomaly"], card: {} }, model, 1);

  expect(parseRecipe(readYaml(yaml))).toEqual(recipe);
  expect(recipe.parts).toMatchObject([{ label: "anomaly", count: 0 }]);
});
