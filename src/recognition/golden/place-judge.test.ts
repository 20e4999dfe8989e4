import { expect, test } from "vitest";
import { UNCALIBRATED } from "../calibration.ts";
import { openDotProducts } from "../dot-products.ts";
import { createRandom } from "../random.ts";
import { CELLS } from "./describe-tile.ts";
import { openJudge } from "./place-judge.ts";

const products = await openDotProducts(1);

/** As a small backbone would give them. */
const BLOCKS = [64, 128, 128, CELLS * CELLS * 3];
const LENGTH = BLOCKS.reduce((sum, length) => sum + length, 0);

/** A description of its own for each seed, and others that differ from it by noise. */
function described(seed: number, noise: number): Uint8Array {
  const [kind, own] = [createRandom(seed), createRandom(seed * 1000 + noise)];
  return Uint8Array.from({ length: LENGTH }, () => 60 + 120 * kind.next() + 30 * own.next());
}

test("What was taught is told from what was not, in its own place and in another of the same kind", async () => {
  const examples = [0, 1].flatMap((place) => [
    { description: described(1, place), place, label: 0 },
    { description: described(2, place), place, label: -1 },
  ]);

  const { judge } = await openJudge(examples, BLOCKS, 1, UNCALIBRATED, products);

  const [[part = Number.NaN] = [], [other = Number.NaN] = []] = await judge([
    { description: described(1, 7), place: 0, labels: [0] },
    { description: described(2, 7), place: 1, labels: [0] },
  ]);
  expect(part).toBeGreaterThan(0.9);
  expect(other).toBeLessThan(0.1);
});

test("Content that is like nothing taught is never sure to be the part", async () => {
  const examples = [1, 2, 3].map((noise) => ({ description: described(1, noise), place: 0, label: 0 }));
  examples.push({ description: described(2, 1), place: 0, label: -1 });

  const { judge } = await openJudge(examples, BLOCKS, 1, UNCALIBRATED, products);

  const unseen = [3, 4, 5].map((seed) => ({ description: described(seed, 0), place: 0, labels: [0] }));
  const confidences = (await judge(unseen)).flat();
  expect(confidences).toHaveLength(3);
  expect(Math.max(...confidences)).toBeLessThan(0.6);
});
