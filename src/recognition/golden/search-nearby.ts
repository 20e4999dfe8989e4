import type { WorkingPhoto } from "../working-photo.ts";
import { CELL_NOISE, CELL_SCALE, CELLS } from "./describe-tile.ts";
import type { Homography } from "./homography.ts";
import type { Place } from "./places.ts";
import { cutTile, STRAIGHT, TILE, type TileView, tileReach } from "./tile.ts";

/** A part as it was seen in a place: its cells, as the end of a description holds them. */
export type Pattern = Uint8Array;

/** The place and its neighborhood are cut out at this zoom: a pixel then is a third of a cell. */
const ZOOM = 0.5;
const CELL = 3;
/** Patterns that are looked for; more of one place hardly differ. */
const MOST_PATTERNS = 4;
const MOST_VIEWS = 3;
/** Views nearer than this, in pixels of the neighborhood, are one. */
const APART = 3;

/**
 * Where near its place a part may be: where its patterns correlate best with what the photo shows.
 * @returns views to look at closely, likeliest first; none when nothing beside the place itself is likely
 */
export function searchNearby(
  photo: WorkingPhoto,
  toPhoto: Homography,
  place: Place,
  patterns: readonly Pattern[],
): TileView[] {
  const neighborhood = cells(cutTile(photo, toPhoto, place, { ...STRAIGHT, zoom: ZOOM }));
  const { across, down } = tileReach(place);
  // Pixels of the neighborhood for a shift by one side of the place.
  const side = { x: (place.width / across) * TILE * ZOOM, y: (place.height / down) * TILE * ZOOM };
  const reach = { x: Math.floor(place.play * side.x), y: Math.floor(place.play * side.y) };
  const corner = (TILE - CELLS * CELL) / 2;
  const chosen = spread(patterns, MOST_PATTERNS).map(unitOf);
  const found: { x: number; y: number; score: number }[] = [];
  for (let y = -reach.y; y <= reach.y; y++)
    for (let x = -reach.x; x <= reach.x; x++) {
      if (x === 0 && y === 0) continue;
      const score = scoreAt(neighborhood, corner + x, corner + y, chosen);
      found.push({ x, y, score });
    }
  found.sort((a, b) => b.score - a.score || a.y - b.y || a.x - b.x);
  const kept: typeof found = [];
  for (const one of found) {
    if (kept.length === MOST_VIEWS) break;
    if (kept.every(({ x, y }) => Math.hypot(x - one.x, y - one.y) >= APART)) kept.push(one);
  }
  return kept.map(({ x, y }) => ({ ...STRAIGHT, shiftX: x / side.x, shiftY: y / side.y }));
}

function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, at) => list[Math.floor((at * list.length) / most)] as T);
}

function unitOf(pattern: Pattern): Float32Array {
  return Float32Array.from(pattern, (value) => (value - CELL_SCALE.zero) / CELL_SCALE.deviation);
}

/** Each pixel becomes the mean of the cell that begins there. */
function cells(tile: Uint8Array): Float32Array {
  const means = new Float32Array(TILE * TILE * 3);
  for (let y = 0; y + CELL <= TILE; y++)
    for (let x = 0; x + CELL <= TILE; x++)
      for (let color = 0; color < 3; color++) {
        let sum = 0;
        for (let dy = 0; dy < CELL; dy++)
          for (let dx = 0; dx < CELL; dx++) sum += tile[((y + dy) * TILE + x + dx) * 3 + color] as number;
        means[(y * TILE + x) * 3 + color] = sum / (CELL * CELL);
      }
  return means;
}

/** The best correlation of any pattern with the cells whose first one is at (x, y). */
function scoreAt(
  neighborhood: Float32Array,
  x: number,
  y: number,
  patterns: readonly Float32Array[],
): number {
  let [sum, squares] = [0, 0];
  const products = new Float64Array(patterns.length);
  for (let row = 0; row < CELLS; row++)
    for (let column = 0; column < CELLS; column++)
      for (let color = 0; color < 3; color++) {
        const value = neighborhood[((y + row * CELL) * TILE + x + column * CELL) * 3 + color] as number;
        sum += value;
        squares += value * value;
        const at = (row * CELLS + column) * 3 + color;
        for (let k = 0; k < patterns.length; k++)
          products[k] = (products[k] as number) + value * ((patterns[k] as Float32Array)[at] as number);
      }
  const count = CELLS * CELLS * 3;
  const deviation = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  // A pattern's mean is 0, so the mean of the values does not count.
  return Math.max(...products) / (count * (deviation + CELL_NOISE));
}
