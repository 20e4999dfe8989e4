import type { Tensor } from "onnxruntime-node";
import { type Backbone, floatsOf } from "../backbone.ts";
import { TILE } from "./tile.ts";

/**
 * Tiles in numbers, 8 bit. `blocks`: of how many numbers each part of a description has, which depends on the
 * backbone: the taps at strides 8, 16 and 32, and the pixels.
 */
export type Described = { descriptions: Uint8Array[]; blocks: number[] };

const GRID = 2;
/** Cells across and down of a place in small; the last block of a description. */
export const CELLS = 12;
/** The light of a cell against the mean of all, in deviations, is kept as 128 + 40 · light. */
export const CELL_SCALE = { zero: 128, deviation: 40 } as const;
/** Deviations of light below this, of 255, are noise. */
export const CELL_NOISE = 6;
/**
 * Describes tiles: the three taps of the backbone over the place itself (means of a 2 × 2 grid, of the middle for the
 * coarsest; 255ths of 6), then the place small, against its own mean and deviation, so that light matters less.
 */
export async function describeTiles(tiles: readonly Uint8Array[], backbone: Backbone): Promise<Described> {
  const descriptions: Uint8Array[] = [];
  let blocks: number[] = [];
  const side = { width: TILE, height: TILE, contentWidth: TILE, contentHeight: TILE };
  for (const tile of tiles) {
    // One at a time: runs of 16 were hardly faster, took more memory, and would ask for weights that take several.
    const { stride8, stride16, stride32 } = await backbone.look({ pixels: tile, ...side });
    const cells = GRID * GRID;
    blocks = [
      channelsOf(stride8) * cells,
      channelsOf(stride16) * cells,
      channelsOf(stride32),
      CELLS * CELLS * 3,
    ];
    const description = new Uint8Array(blocks.reduce((sum, length) => sum + length, 0));
    let end = 0;
    end = pool(stride8, { first: 2, size: 4, grid: GRID }, description, end);
    end = pool(stride16, { first: 1, size: 2, grid: GRID }, description, end);
    end = pool(stride32, { first: 0, size: 3, grid: 1 }, description, end);
    small(tile, description, end);
    descriptions.push(description);
  }
  return { descriptions, blocks };
}

function channelsOf(map: Tensor): number {
  return map.dims[1] ?? 0;
}

/** Means over `grid` × `grid` fields of `size` cells, from cell `first` on. @returns where it ended */
function pool(
  map: Tensor,
  { first, size, grid }: { first: number; size: number; grid: number },
  into: Uint8Array,
  start: number,
): number {
  const values = floatsOf(map);
  const [, channels = 0, height = 1, width = 1] = map.dims;
  const scale = 255 / 6 / (size * size);
  let end = start;
  for (let field = 0; field < grid * grid; field++) {
    const left = first + (field % grid) * size;
    const top = first + Math.floor(field / grid) * size;
    for (let channel = 0; channel < channels; channel++) {
      const corner = (channel * height + top) * width + left;
      let sum = 0;
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) sum += values[corner + y * width + x] as number;
      into[end++] = Math.min(255, sum * scale + 0.5);
    }
  }
  return end;
}

function small(tile: Uint8Array, into: Uint8Array, start: number): void {
  const margin = TILE / 8;
  const cell = (TILE - 2 * margin) / CELLS;
  const values = new Float64Array(CELLS * CELLS * 3);
  const share = 1 / (cell * cell);
  for (let y = 0; y < TILE - 2 * margin; y++)
    for (let x = 0; x < TILE - 2 * margin; x++) {
      const at = (Math.floor(y / cell) * CELLS + Math.floor(x / cell)) * 3;
      const p = ((y + margin) * TILE + x + margin) * 3;
      values[at] = (values[at] as number) + (tile[p] as number) * share;
      values[at + 1] = (values[at + 1] as number) + (tile[p + 1] as number) * share;
      values[at + 2] = (values[at + 2] as number) + (tile[p + 2] as number) * share;
    }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  for (const [at, value] of values.entries()) {
    const light = CELL_SCALE.zero + (CELL_SCALE.deviation * (value - mean)) / (deviation + CELL_NOISE);
    into[start + at] = Math.min(255, Math.max(0, light));
  }
}
