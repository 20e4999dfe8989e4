import { expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { fitSimilarity } from "./fit-similarity.ts";
import { mapPoint } from "./homography.ts";

test("Turn, scale and shift are found though two of three pairs are wrong", () => {
  const random = createRandom(3);
  const [cos, sin] = [1.2 * Math.cos(2), 1.2 * Math.sin(2)];
  const pairs = Array.from({ length: 90 }, (_, at) => {
    const golden = { x: random.between(0, 600), y: random.between(0, 400) };
    const right = { x: cos * golden.x - sin * golden.y + 300, y: sin * golden.x + cos * golden.y - 20 };
    const wrong = { x: random.between(0, 600), y: random.between(0, 400) };
    return { golden, seen: at % 3 === 0 ? right : wrong };
  });

  const fit = fitSimilarity(pairs, { least: 0.5, most: 2 }, 4, createRandom(1));

  expect(fit?.inliers.length).toBeGreaterThanOrEqual(30);
  const origin = fit && mapPoint(fit.map, { x: 0, y: 0 });
  expect(origin?.x).toBeCloseTo(300, 0);
  expect(origin?.y).toBeCloseTo(-20, 0);
});

test("Pairs by chance agree on nothing worth the name", () => {
  const random = createRandom(4);
  const point = () => ({ x: random.between(0, 600), y: random.between(0, 400) });
  const pairs = Array.from({ length: 100 }, () => ({ golden: point(), seen: point() }));

  const fit = fitSimilarity(pairs, { least: 0.5, most: 2 }, 4, createRandom(1));

  expect(fit?.inliers.length ?? 0).toBeLessThan(8);
});
