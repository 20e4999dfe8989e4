/** A projective map of the plane, row by row: (x, y) → ((a·x + b·y + c) / w, (d·x + e·y + f) / w), w = g·x + h·y + i. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];
export type Point = { x: number; y: number };

export const IDENTITY: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function mapPoint(h: Homography, { x, y }: Point): Point {
  const w = h[6] * x + h[7] * y + h[8];
  return { x: (h[0] * x + h[1] * y + h[2]) / w, y: (h[3] * x + h[4] * y + h[5]) / w };
}

/** First `second`, then `first`. */
export function compose(first: Homography, second: Homography): Homography {
  const at = (row: number, column: number) =>
    [0, 1, 2].reduce((sum, k) => sum + (first[row * 3 + k] ?? 0) * (second[k * 3 + column] ?? 0), 0);
  return [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)];
}

/** @returns undefined for a map that folds the plane onto a line */
export function invert(m: Homography): Homography | undefined {
  const [a, b, c, d, e, f, g, h, i] = m;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-12) return undefined;
  const adjugate = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ] as const;
  return adjugate.map((value) => value / determinant) as unknown as Homography;
}

/** The upright rectangle around a rectangle after the map. Pixels; x and y are the center. */
export type Area = { x: number; y: number; width: number; height: number };

export function mapArea(h: Homography, { x, y, width, height }: Area): Area {
  const corners = [-0.5, 0.5].flatMap((u) =>
    [-0.5, 0.5].map((v) => mapPoint(h, { x: x + u * width, y: y + v * height })),
  );
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/**
 * The map near a point as a similarity: how much larger things get, and by how many radians they turn.
 * `flips` where it mirrors, `stretch` is the ratio of its two scales (1 = none).
 */
export function localSimilarity(h: Homography, { x, y }: Point) {
  const w = h[6] * x + h[7] * y + h[8];
  const at = mapPoint(h, { x, y });
  const xx = (h[0] - h[6] * at.x) / w;
  const xy = (h[1] - h[7] * at.x) / w;
  const yx = (h[3] - h[6] * at.y) / w;
  const yy = (h[4] - h[7] * at.y) / w;
  const determinant = xx * yy - xy * yx;
  const sum = Math.hypot(xx + yy, yx - xy) / 2;
  const difference = Math.hypot(xx - yy, yx + xy) / 2;
  return {
    scale: Math.sqrt(Math.abs(determinant)),
    angle: Math.atan2(yx - xy, xx + yy),
    flips: determinant <= 0,
    stretch: (sum + difference) / Math.max(1e-9, Math.abs(sum - difference)),
  };
}
