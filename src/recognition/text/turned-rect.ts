import type { Point } from "../../domain/detection.ts";

/** A rectangle at any angle, in pixels. `degrees` is how far its width is turned clockwise from the horizontal. */
export type TurnedRect = { x: number; y: number; width: number; height: number; degrees: number };

/**
 * The smallest rectangle around points: one of its sides lies along a side of their convex hull (Freeman and
 * Shapira, 1975). Its width is its longer side.
 */
export function smallestRect(points: readonly Point[]): TurnedRect {
  const hull = convexHull(points);
  let best: TurnedRect | undefined;
  for (const [i, from] of hull.entries()) {
    const to = hull[(i + 1) % hull.length] ?? from;
    const degrees = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    const rect = rectAt(hull, degrees);
    if (!best || rect.width * rect.height < best.width * best.height) best = rect;
  }
  return lyingAlong(best ?? { x: 0, y: 0, width: 0, height: 0, degrees: 0 });
}

/** The rectangle around points whose width is turned by `degrees`. */
export function rectAt(points: readonly Point[], degrees: number): TurnedRect {
  const { cos, sin } = unitVector(degrees);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    const along = x * cos + y * sin;
    const across = y * cos - x * sin;
    [left, right] = [Math.min(left, along), Math.max(right, along)];
    [top, bottom] = [Math.min(top, across), Math.max(bottom, across)];
  }
  const [along, across] = [(left + right) / 2, (top + bottom) / 2];
  return {
    x: along * cos - across * sin,
    y: along * sin + across * cos,
    width: right - left,
    height: bottom - top,
    degrees,
  };
}

export function cornersOf({ x, y, width, height, degrees }: TurnedRect): Point[] {
  const { cos, sin } = unitVector(degrees);
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([across = 0, down = 0]) => {
    const [u, v] = [(across * width) / 2, (down * height) / 2];
    return { x: x + u * cos - v * sin, y: y + u * sin + v * cos };
  });
}

/** The same rectangle with its longer side as its width, turned by −90 to 90 degrees. */
function lyingAlong(rect: TurnedRect): TurnedRect {
  const { width, height } = rect;
  const isTall = height > width;
  const degrees = normalDegrees(rect.degrees + (isTall ? 90 : 0));
  return isTall ? { ...rect, width: height, height: width, degrees } : { ...rect, degrees };
}

/** An axis has no direction: any angle as one from −90 to 90. */
export function normalDegrees(degrees: number): number {
  return degrees - 180 * Math.round(degrees / 180);
}

export function unitVector(degrees: number): { cos: number; sin: number } {
  const radians = (degrees * Math.PI) / 180;
  return { cos: Math.cos(radians), sin: Math.sin(radians) };
}

/** Andrew's monotone chain; corners only, in turn. */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && !turnsLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  const hull = [...half(sorted), ...half(sorted.toReversed())];
  return hull.length > 0 ? hull : sorted.slice(0, 1);
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  if (!a || !b) return true;
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}
