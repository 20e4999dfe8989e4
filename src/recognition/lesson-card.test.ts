import { expect, test } from "vitest";
import { readCard, withLessonCard } from "./lesson-card.ts";
import { MODEL_FORMAT, readContainer, writeContainer } from "./model-container.ts";

const TENSORS = { weights: Float32Array.of(1.5, -2, 0.25), pixels: Uint8Array.of(1, 2, 3) };

function fileOf(header: object): Uint8Array {
  return writeContainer(
    { format: MODEL_FORMAT, mode: "find", longSide: 320, labels: ["nut"], ...header },
    TENSORS,
  );
}

test("What is added to a card is read back, and nothing else of the model changes", () => {
  const file = fileOf({ card: { photos: 3, seed: 1, turns: "any" }, calibration: { slope: 1, offset: 0 } });
  const choice = { by: "rule", reason: "find: one photo" } as const;

  const added = withLessonCard(file, { choice });

  expect(readCard(added)).toEqual({
    mode: "find",
    labels: ["nut"],
    card: { photos: 3, seed: 1, turns: "any", choice },
  });
  const { json, tensors } = readContainer(added);
  expect(json).toMatchObject({ calibration: { slope: 1, offset: 0 } });
  expect(Object.fromEntries(tensors)).toEqual(TENSORS);
});

test("A model without a card, such as an imported one, has an empty one", () => {
  expect(readCard(fileOf({}))).toEqual({ mode: "find", labels: ["nut"], card: {} });
});

test("A card that says what no card can say is refused as damaged", () => {
  const file = fileOf({ card: { typical: [{ label: "nut", full: 0, shownBy: 1, complete: 0 }] } });

  expect(() => readCard(file)).toThrow(expect.objectContaining({ code: "damaged" }));
});
