import type { WorkingPhoto } from "../working-photo.ts";
import { CELL_NOISE, CELL_SCALE, CELLS } from "./describe-tile.ts";
import type { Homography } from "./homography.ts";
import type { Place } from "./places.ts";
import { cutTile, STRAIGHT, TILE, type TileView, tileReach } from "./tile.ts";

/** A part as it was seen in a place: its cells, as the end of a description holds them. */
export type Pattern = Uint8Array;

/** The place and its neighborhood are cut out at this zoom: a pixel then is a third of a cell. */
const ZOOM = 0.5;
/** See {@link cells}, which is written out for three. */
const CELL = 3;
/** Patterns that are looked for; more of one place hardly differ. */
const MOST_PATTERNS = 4;
const MOST_VIEWS = 3;
/** Correlation with a pattern below which nobody would take it for the part. */
const LIKELY = 0.5;
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
  // Beside is only worth a look where it is more like the part than the place itself.
  const least = Math.max(LIKELY, scoreAt(neighborhood, corner, corner, chosen));
  const found: { x: number; y: number; score: number }[] = [];
  for (let y = -reach.y; y <= reach.y; y++)
    for (let x = -reach.x; x <= reach.x; x++) {
      if (x === 0 && y === 0) continue;
      const score = scoreAt(neighborhood, corner + x, corner + y, chosen);
      if (score > least) found.push({ x, y, score });
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

/** Each pixel becomes the mean of the cell that begins there: first along rows, then down. */
function cells(tile: Uint8Array): Float32Array {
  const row = TILE * 3;
  const across = new Float32Array(TILE * row);
  for (let at = 0; at + 6 < across.length; at++)
    across[at] = (tile[at] as number) + (tile[at + 3] as number) + (tile[at + 6] as number);
  const means = new Float32Array(TILE * row);
  for (let at = 0; at + 2 * row < means.length; at++)
    means[at] =
      ((across[at] as number) + (across[at + row] as number) + (across[at + 2 * row] as number)) /
      (CELL * CELL);
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
  for (let row = 0; row < CELLS; row++) {
    const begin = ((y + row * CELL) * TILE + x) * 3;
    for (let cell = 0; cell < CELLS * 3; cell++) {
      // Three colors a cell, and the next cell is CELL pixels on.
      const color = cell % 3;
      const value = neighborhood[begin + (cell - color) * CELL + color] as number;
      sum += value;
      squares += value * value;
      for (let k = 0; k < patterns.length; k++)
        products[k] =
          (products[k] as number) + value * ((patterns[k] as Float32Array)[row * CELLS * 3 + cell] as number);
    }
  }
  const count = CELLS * CELLS * 3;
  const deviation = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  // A pattern's mean is 0, so the mean of the values does not count.
  return Math.max(...products) / (count * (deviation + CELL_NOISE));
}
