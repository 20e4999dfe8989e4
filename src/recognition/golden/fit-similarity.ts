import type { Random } from "../random.ts";
import type { Homography, Point } from "./homography.ts";

/** The same point of the widget in two photos, pixels. */
export type PointPair = { golden: Point; seen: Point };

const TRIES = 1500;
/** Two points nearer than this fix an angle too poorly. Pixels. */
const LEAST_BASE = 20;

/**
 * The shift, turn and scale that most pairs agree on (RANSAC over two pairs, then least squares). With only four
 * numbers to find it needs few good pairs, and cannot bend to please bad ones.
 * @param reach pixels that a pair may be off
 */
export function fitSimilarity(
  pairs: readonly PointPair[],
  scales: { least: number; most: number },
  reach: number,
  random: Random,
): { map: Homography; inliers: PointPair[] } | undefined {
  let best: Homography | undefined;
  let most = 2;
  for (let attempt = 0; attempt < TRIES && pairs.length > 2; attempt++) {
    const [first, second] = [pairs[random.below(pairs.length)], pairs[random.below(pairs.length)]];
    if (!first || !second || distance(first.golden, second.golden) < LEAST_BASE) continue;
    const map = leastSquares([first, second]);
    const scale = Math.hypot(map[0], map[3]);
    if (scale < scales.least || scale > scales.most) continue;
    const count = countAgreeing(pairs, map, reach);
    if (count > most) [best, most] = [map, count];
  }
  for (let round = 0; best && round < 3; round++) best = leastSquares(agreeing(pairs, best, reach));
  return best && { map: best, inliers: agreeing(pairs, best, reach) };
}

/** As {@link agreeing}, but makes no list: this is asked a thousand times a photo. */
function countAgreeing(pairs: readonly PointPair[], h: Homography, reach: number): number {
  let count = 0;
  for (const { golden, seen } of pairs) {
    const x = h[0] * golden.x + h[1] * golden.y + h[2] - seen.x;
    const y = h[3] * golden.x + h[4] * golden.y + h[5] - seen.y;
    if (x * x + y * y <= reach * reach) count++;
  }
  return count;
}

export function agreeing(pairs: readonly PointPair[], h: Homography, reach: number): PointPair[] {
  return pairs.filter(({ golden, seen }) => {
    const w = h[6] * golden.x + h[7] * golden.y + h[8];
    const x = (h[0] * golden.x + h[1] * golden.y + h[2]) / w - seen.x;
    const y = (h[3] * golden.x + h[4] * golden.y + h[5]) / w - seen.y;
    return x * x + y * y <= reach * reach;
  });
}

/** The similarity nearest to all pairs, in closed form (Umeyama, 1991). */
function leastSquares(pairs: readonly PointPair[]): Homography {
  const from = middle(pairs.map(({ golden }) => golden));
  const to = middle(pairs.map(({ seen }) => seen));
  let [cos, sin, spread] = [0, 0, 0];
  for (const { golden, seen } of pairs) {
    const [x, y, u, v] = [golden.x - from.x, golden.y - from.y, seen.x - to.x, seen.y - to.y];
    cos += x * u + y * v;
    sin += x * v - y * u;
    spread += x * x + y * y;
  }
  const [a, b] = [cos / Math.max(spread, 1e-9), sin / Math.max(spread, 1e-9)];
  return [a, -b, to.x - a * from.x + b * from.y, b, a, to.y - b * from.x - a * from.y, 0, 0, 1];
}

function middle(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
