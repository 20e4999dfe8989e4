import type { Tensor } from "onnxruntime-node";
import { type Backbone, floatsOf } from "../backbone.ts";
import { TILE } from "./tile.ts";

/** What a description is made of: numbers of each block, in this order. */
const GRID = 2;
const PIXELS = 12;
export const BLOCKS = [192 * GRID * GRID, 576 * GRID * GRID, 1280, PIXELS * PIXELS * 3] as const;
export const DESCRIPTION = BLOCKS.reduce((sum, length) => sum + length, 0);

/**
 * A tile in numbers, 8 bit: the three taps of the backbone over the place itself (means of a 2 × 2 grid, of the
 * middle for the coarsest; 255ths of 6), then the place small, against its own mean and deviation, so that light
 * matters less.
 */
export async function describeTile(tile: Uint8Array, backbone: Backbone): Promise<Uint8Array> {
  const maps = await backbone.look({
    pixels: tile,
    width: TILE,
    height: TILE,
    contentWidth: TILE,
    contentHeight: TILE,
  });
  const description = new Uint8Array(DESCRIPTION);
  let at = 0;
  at = pool(maps.stride8, 2, 4, GRID, description, at);
  at = pool(maps.stride16, 1, 2, GRID, description, at);
  at = pool(maps.stride32, 0, 3, 1, description, at);
  small(tile, description, at);
  return description;
}

/** Means over `grid` × `grid` fields of `size` cells, from cell `first` on. */
function pool(
  map: Tensor,
  first: number,
  size: number,
  grid: number,
  into: Uint8Array,
  start: number,
): number {
  const values = floatsOf(map);
  const [, channels = 0, height = 1, width = 1] = map.dims;
  let at = start;
  for (let field = 0; field < grid * grid; field++) {
    const left = first + (field % grid) * size;
    const top = first + Math.floor(field / grid) * size;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let y = top; y < top + size; y++)
        for (let x = left; x < left + size; x++) sum += values[(channel * height + y) * width + x] as number;
      into[at++] = Math.min(255, ((sum / (size * size)) * 255) / 6 + 0.5);
    }
  }
  return at;
}

function small(tile: Uint8Array, into: Uint8Array, start: number): void {
  const margin = TILE / 8;
  const cell = (TILE - 2 * margin) / PIXELS;
  const values = new Float64Array(PIXELS * PIXELS * 3);
  for (let y = margin; y < TILE - margin; y++)
    for (let x = margin; x < TILE - margin; x++)
      for (let color = 0; color < 3; color++) {
        const at = (Math.floor((y - margin) / cell) * PIXELS + Math.floor((x - margin) / cell)) * 3 + color;
        values[at] = (values[at] as number) + (tile[(y * TILE + x) * 3 + color] as number) / (cell * cell);
      }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  for (const [at, value] of values.entries())
    into[start + at] = Math.min(255, Math.max(0, 128 + (40 * (value - mean)) / (deviation + 6)));
}
