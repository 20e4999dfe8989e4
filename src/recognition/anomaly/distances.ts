import { type DotProducts, rowsOf } from "../dot-products.ts";
import type { CellGrid } from "./describe-cells.ts";
import type { DistanceMap } from "./judge-anomaly.ts";
import { type NormalLook, STEPS, toUnitSteps } from "./normal-look.ts";

/** Cells a part of the widget may have moved between photos, each way. */
const REACH = 1;
/**
 * Normal photos are kept in blocks of so many cells across and down, each compared with all cells of a photo that are
 * within reach of it. Small blocks compare few cells for nothing, large ones keep the processor busier.
 */
const BLOCK = 3;
const AROUND = BLOCK + 2 * REACH;

/** Each cell of a block with each around it that is within its reach, by their indexes in their squares. */
const NEAR = Array.from({ length: BLOCK * BLOCK * AROUND * AROUND }, (_, pair) => {
  const [at, askedAt] = [pair % (BLOCK * BLOCK), Math.floor(pair / (BLOCK * BLOCK))];
  const rows = Math.floor(at / BLOCK) + REACH - Math.floor(askedAt / AROUND);
  const columns = (at % BLOCK) + REACH - (askedAt % AROUND);
  return { at, askedAt, near: Math.abs(rows) <= REACH && Math.abs(columns) <= REACH };
}).filter(({ near }) => near);

type Size = Pick<NormalLook, "rows" | "columns">;

/** Compares photos with how normal widgets look. */
export type Distances = Size & {
  /**
   * How far each cell of a photo is from the most similar cell of a normal photo at or beside its place:
   * 1 − cosine, 0 to 2 (the idea of PatchCore, Roth et al. 2022, bound to places because the camera is fixed).
   * @param without a photo to leave out, to see how normal photos look to each other
   */
  of(grid: CellGrid, without?: number): Promise<DistanceMap>;
};

export function openDistances(look: NormalLook, products: DotProducts): Distances {
  const { rows, columns, channels, photos, exemplars } = look;
  const size = { rows, columns };
  const [down, across] = [Math.ceil(rows / BLOCK), Math.ceil(columns / BLOCK)];
  const blocks = down * across;
  const cellsOf = (block: number, side: number, margin: number) =>
    cellsIn(Math.floor(block / across) * BLOCK - margin, (block % across) * BLOCK - margin, side, size);
  const inside = Array.from({ length: blocks }, (_, block) => cellsOf(block, BLOCK, 0));
  const around = Array.from({ length: blocks }, (_, block) => cellsOf(block, AROUND, REACH));
  // Steps are whole numbers, and so are sums of their products, far below 2^24: 32-bit floats hold them without error.
  const bank = new Float32Array(blocks * photos * BLOCK * BLOCK * channels);
  for (const [block, cells] of inside.entries())
    for (let photo = 0; photo < photos; photo++) {
      const steps = exemplars.subarray(photo * rows * columns * channels);
      copyCells(steps, cells, channels, bank, (block * photos + photo) * BLOCK * BLOCK);
    }
  const known = rowsOf(bank, blocks, photos * BLOCK * BLOCK, channels);

  return {
    ...size,
    async of(grid, without = -1) {
      const steps = toUnitSteps(grid, look);
      const asked = new Float32Array(blocks * AROUND * AROUND * channels);
      for (const [block, cells] of around.entries())
        copyCells(steps, cells, channels, asked, block * AROUND * AROUND);
      const alike = await products.between(known, rowsOf(asked, blocks, AROUND * AROUND, channels));
      const best = new Float32Array(rows * columns).fill(Number.NEGATIVE_INFINITY);
      for (let block = 0; block < blocks; block++)
        for (const { at, askedAt } of NEAR) {
          const [cell, askedCell] = [inside[block]?.[at] ?? -1, around[block]?.[askedAt] ?? -1];
          if (cell < 0 || askedCell < 0) continue;
          for (let photo = 0; photo < photos; photo++) {
            const row = (block * photos + photo) * BLOCK * BLOCK + at;
            const value = alike[row * AROUND * AROUND + askedAt] as number;
            if (photo !== without && value > (best[askedCell] as number)) best[askedCell] = value;
          }
        }
      return { ...size, distances: best.map((value) => 1 - value / (STEPS * STEPS)) };
    },
  };
}

/** The cells of a square, row by row; -1 for what lies beyond the grid. */
function cellsIn(top: number, left: number, side: number, { rows, columns }: Size): number[] {
  return Array.from({ length: side * side }, (_, at) => {
    const [row, column] = [top + Math.floor(at / side), left + (at % side)];
    return row >= 0 && row < rows && column >= 0 && column < columns ? row * columns + column : -1;
  });
}

/** Cells beyond the grid stay 0. @param to the row of `into` that the first of `cells` goes to */
function copyCells(
  from: Int8Array | Float32Array,
  cells: readonly number[],
  channels: number,
  into: Float32Array,
  to: number,
): void {
  for (const [at, cell] of cells.entries())
    if (cell >= 0) into.set(from.subarray(cell * channels, (cell + 1) * channels), (to + at) * channels);
}
