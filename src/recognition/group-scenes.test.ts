import { expect, test } from "vitest";
import { groupScenes } from "./group-scenes.ts";
import { createRandom } from "./random.ts";

/** Scenes around the given centers, `spread` apart from each other. */
function scenesAround(centers: readonly number[], spread: number) {
  const random = createRandom(4);
  return centers.map((center) =>
    Float64Array.from({ length: 64 }, (_, at) => (at === 0 ? center : 0) + spread * random.normal()),
  );
}

test("Frames of one clip share a fold", () => {
  const clips = [0, 10, 0, 10, 0, 10, 0, 10, 0, 10];

  const folds = groupScenes(scenesAround(clips, 0.2), 3);

  expect(new Set(folds)).toEqual(new Set([0, 1]));
  expect(folds.map((fold) => fold === folds[0])).toEqual(clips.map((clip) => clip === 0));
});

test("Photos that are all equally alike are dealt evenly", () => {
  const folds = groupScenes(scenesAround(new Array(12).fill(0), 1), 3);

  expect([0, 1, 2].map((fold) => folds.filter((other) => other === fold).length)).toEqual([4, 4, 4]);
});

test("Identical photos still leave something to learn from", () => {
  for (const photos of [2, 3, 9]) {
    const folds = groupScenes(scenesAround(new Array(photos).fill(1), 0), 3);

    expect(new Set(folds).size).toBeGreaterThan(1);
  }
});
