import { expect, test } from "vitest";
import { suppressOverlaps, weighRivals } from "./suppress-overlaps.ts";

const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.2 };
const beside = { ...box, left: 0.12 };
const elsewhere = { ...box, left: 0.6 };

test("Of two proposals for one part the surer stays, and a part elsewhere is untouched", () => {
  const kept = suppressOverlaps(
    [
      { label: 0, score: 0.6, box: beside },
      { label: 0, score: 0.9, box },
      { label: 0, score: 0.4, box: elsewhere },
    ],
    0.5,
  );

  expect(kept.map(({ score }) => score)).toEqual([0.9, 0.4]);
});

test("Two labels at one place take confidence from each other, in the order of their odds", () => {
  const [first, second] = weighRivals([
    { label: 0, score: 0.9, box },
    { label: 1, score: 0.8, box },
  ]);

  // Odds 9 and 4 against 1 for neither: 9/14 and 4/14.
  expect(first?.score).toBeCloseTo(9 / 14);
  expect(second?.score).toBeCloseTo(4 / 14);
});
