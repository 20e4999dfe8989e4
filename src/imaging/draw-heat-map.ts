import { setImmediate } from "node:timers/promises";
import { decodeLevels, type HeatMap } from "../domain/heat-map.ts";
import { blendPixel, type Canvas, type Rgb } from "./canvas.ts";
import { PAPER } from "./mark-style.ts";

/** From just unusual to most unusual: ever darker and denser, so that it can be read without seeing any color. */
const MILD: Rgb = [240, 228, 66];
const STRONG: Rgb = [190, 75, 0];
const INK: Rgb = [16, 16, 16];
/** Half of the part stays visible below the strongest level. */
const ALPHA = { mild: 0.25, strong: 0.5 };
/** A second line, as on a map of heights: color alone would not do. */
const INNER_LINE_AT = 0.5;
/** Rows of this many pixels in all are drawn in one go, some milliseconds; between them other work gets its turn. */
const PIXELS_AT_ONCE = 100_000;
const TOP_LEVEL = 255;

/**
 * Lays a heat map over a photo: a translucent tint where a place is unusual, and a line around it, dark with a light
 * edge. The usual rest of the photo stays as it is.
 */
export async function drawHeatMap(photo: Canvas, map: HeatMap, linePx: number): Promise<void> {
  const { width, height } = photo;
  const from = map.unusualFrom;
  const inner = from + INNER_LINE_AT * (TOP_LEVEL - from);
  const tints = tintsFrom(from);
  const rowAt = levelRows(map, width, height, 4 * linePx + 1);
  const rowsAtOnce = Math.max(1, Math.floor(PIXELS_AT_ONCE / width));
  for (let y = 0; y < height; y++) {
    if (y > 0 && y % rowsAtOnce === 0) await setImmediate();
    const row = rowAt(y);
    const near = { row, above: rowAt(y - linePx), below: rowAt(y + linePx) };
    const far = { row, above: rowAt(y - 2 * linePx), below: rowAt(y + 2 * linePx) };
    for (let x = 0; x < width; x++) {
      const level = row[x] ?? 0;
      if (level < from) continue;
      const { color, alpha } = tints[Math.round(level)] ?? { color: STRONG, alpha: ALPHA.strong };
      if (isEdge(near, x, linePx, from)) blendPixel(photo, x, y, INK, 1);
      else if (isEdge(far, x, 2 * linePx, from)) blendPixel(photo, x, y, PAPER, 1);
      else if (level >= inner && isEdge(near, x, linePx, inner)) blendPixel(photo, x, y, INK, 1);
      else blendPixel(photo, x, y, color, alpha);
    }
  }
}

/** The tint of each level. */
function tintsFrom(unusualFrom: number): { color: Rgb; alpha: number }[] {
  return Array.from({ length: TOP_LEVEL + 1 }, (_, level) => {
    const heat = Math.max(0, level - unusualFrom) / Math.max(1, TOP_LEVEL - unusualFrom);
    const mix = (channel: 0 | 1 | 2) => MILD[channel] + (STRONG[channel] - MILD[channel]) * heat;
    return { color: [mix(0), mix(1), mix(2)], alpha: ALPHA.mild + (ALPHA.strong - ALPHA.mild) * heat };
  });
}

type Around = { row: Float32Array; above: Float32Array; below: Float32Array };

/** Whether a place some pixels to one of the four sides is below the level. */
function isEdge({ row, above, below }: Around, x: number, distance: number, level: number): boolean {
  return (
    (row[x - distance] ?? TOP_LEVEL) < level ||
    (row[x + distance] ?? TOP_LEVEL) < level ||
    (above[x] ?? 0) < level ||
    (below[x] ?? 0) < level
  );
}

/**
 * The levels of one row of pixels, between the middles of the cells; beyond the edge the edge goes on. The last `kept`
 * rows are remembered, and must be asked for in about their order.
 */
function levelRows(map: HeatMap, width: number, height: number, kept: number): (y: number) => Float32Array {
  const levels = decodeLevels(map);
  const columns = Array.from({ length: width }, (_, x) => cellsAt(x, width, map.columns));
  const firsts = Int32Array.from(columns, ({ first }) => first);
  const shares = Float32Array.from(columns, ({ share }) => share);
  const usual = new Float32Array(width);
  const known = new Map<number, Float32Array>();
  return (wanted) => {
    const y = Math.min(height - 1, Math.max(0, wanted));
    const before = known.get(y);
    if (before) return before;
    const { first, second, share } = cellsAt(y, height, map.rows);
    // One cell more than there is: the last one goes on to the edge.
    const cells = Float32Array.from({ length: map.columns + 1 }, (_, i) => {
      const column = Math.min(map.columns - 1, i);
      const upper = levels[first * map.columns + column] ?? 0;
      return upper + ((levels[second * map.columns + column] ?? 0) - upper) * share;
    });
    const row = cells.some((level) => level >= map.unusualFrom) ? new Float32Array(width) : usual;
    for (let x = 0; row !== usual && x < width; x++) {
      const left = cells[firsts[x] ?? 0] ?? 0;
      row[x] = left + ((cells[(firsts[x] ?? 0) + 1] ?? 0) - left) * (shares[x] ?? 0);
    }
    known.set(y, row);
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    return row;
  };
}

/** The two cells whose middles a pixel lies between, and how near it is to the second, 0 to 1. */
function cellsAt(pixel: number, pixels: number, cells: number) {
  const at = Math.min(cells - 1, Math.max(0, ((pixel + 0.5) / pixels) * cells - 0.5));
  const first = Math.floor(at);
  return { first, second: Math.min(cells - 1, first + 1), share: at - first };
}
