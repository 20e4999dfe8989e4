import type { Mask } from "./canvas.ts";

type Point = [x: number, y: number];

/** Straight pieces a curve is cut into: a curve of a letter spans a fraction of an em. */
const CURVE_STEPS = 6;

/**
 * The shape of a glyph as a mask relative to its origin (left end of the baseline), with soft edges.
 *
 * Every edge adds its signed share of each pixel to a grid; summing a row from the left then gives how much of
 * each pixel lies inside. Exact for any size, and one pass. The method is Raph Levien's, of font-rs.
 *
 * @param outline contours as in `font/`, without the leading advance
 * @param scale pixels a font unit
 * @param shift of the origin to the right, in pixels, for letters that start between two pixels
 */
export function rasterizeGlyph(outline: string, scale: number, shift = 0): Mask {
  const contours = flatten(outline).map((contour) =>
    contour.map(([x, y]): Point => [x * scale + shift, -y * scale]),
  );
  const points = contours.flat();
  if (points.length === 0) return { left: 0, top: 0, width: 0, height: 0, coverage: new Uint8Array() };
  const left = Math.floor(Math.min(...points.map((p) => p[0])));
  const top = Math.floor(Math.min(...points.map((p) => p[1])));
  const width = Math.ceil(Math.max(...points.map((p) => p[0]))) - left + 1;
  const height = Math.ceil(Math.max(...points.map((p) => p[1]))) - top;
  const grid = new Float32Array(width * height + 1);
  for (const contour of contours) {
    for (const [index, [x, y]] of contour.entries()) {
      const [nextX, nextY] = contour[(index + 1) % contour.length] ?? [x, y];
      addEdge(grid, width, [x - left, y - top], [nextX - left, nextY - top]);
    }
  }
  const coverage = new Uint8Array(width * height);
  let inside = 0;
  for (let index = 0; index < coverage.length; index++) {
    inside += grid[index] ?? 0;
    coverage[index] = Math.round(Math.min(1, Math.abs(inside)) * 255);
  }
  return { left, top, width, height, coverage };
}

/** Contours in font units, curves cut into straight pieces. */
function flatten(outline: string): Point[][] {
  const contours: Point[][] = [];
  let [x, y] = [0, 0];
  for (const [, step, text] of outline.matchAll(/([mlq])([^mlq]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0] = (text?.match(/-?\d+/g) ?? []).map(Number);
    if (step === "m") contours.push([]);
    const contour = contours.at(-1) ?? [];
    if (step === "q") {
      for (let i = 1; i <= CURVE_STEPS; i++) {
        const t = i / CURVE_STEPS;
        contour.push([x + 2 * (1 - t) * t * a + t * t * c, y + 2 * (1 - t) * t * b + t * t * d]);
      }
      [x, y] = [x + c, y + d];
    } else {
      [x, y] = [x + a, y + b];
      contour.push([x, y]);
    }
  }
  return contours;
}

function addEdge(grid: Float32Array, width: number, from: Point, to: Point): void {
  if (from[1] === to[1]) return;
  const direction = from[1] < to[1] ? 1 : -1;
  const [upper, lower] = direction === 1 ? [from, to] : [to, from];
  const slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
  let x = upper[0];
  for (let row = Math.floor(upper[1]); row < lower[1]; row++) {
    const rise = Math.min(row + 1, lower[1]) - Math.max(row, upper[1]);
    const next = x + slope * rise;
    addSpan(grid, row * width, Math.min(x, next), Math.max(x, next), rise * direction);
    x = next;
  }
}

/** Shares one edge's rise within one row among the pixels from `x0` to `x1` that it crosses. */
function addSpan(grid: Float32Array, row: number, x0: number, x1: number, rise: number): void {
  const first = Math.floor(x0);
  const last = Math.max(first, Math.ceil(x1) - 1);
  const slice = x1 > x0 ? rise / (x1 - x0) : 0;
  let carried = 0;
  for (let column = first; column <= last; column++) {
    const start = Math.max(x0, column);
    const end = Math.min(x1, column + 1);
    const part = first === last ? rise : slice * (end - start);
    const covered = part * (column + 1 - (start + end) / 2);
    grid[row + column] = (grid[row + column] ?? 0) + covered + carried;
    carried = part - covered;
  }
  grid[row + last + 1] = (grid[row + last + 1] ?? 0) + carried;
}
