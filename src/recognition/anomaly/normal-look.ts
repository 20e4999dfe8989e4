import type { CellGrid } from "./describe-cells.ts";

/**
 * How normal widgets look. `exemplars` are photos as unit vectors, one a cell, in steps of 1/{@link STEPS}:
 * `exemplars[(photo * cells + cell) * channels + channel]`.
 */
export type NormalLook = {
  rows: number;
  columns: number;
  channels: number;
  photos: number;
  /** Per channel; what a cell is measured by is (value − mean) · inverseDeviation. */
  mean: Float32Array;
  inverseDeviation: Float32Array;
  exemplars: Int8Array;
};

/** Components of unit vectors of hundreds of channels are small: 1/512 tells them apart, ±127 holds all but a few. */
const STEPS = 512;
/** Below this a channel hardly ever changes, and noise would be blown up. */
const LEAST_DEVIATION = 0.1;
/** Cells a part of the widget may have moved between photos, each way. */
const REACH = 1;

/** @param grids at least one, all of the same size */
export function learnNormalLook(grids: readonly CellGrid[]): NormalLook {
  const [first] = grids;
  if (!first) throw new Error("A normal look needs a photo.");
  const { rows, columns, channels } = first;
  const scale = channelScale(grids, channels);
  const length = rows * columns * channels;
  const exemplars = new Int8Array(length * grids.length);
  for (const [photo, grid] of grids.entries()) exemplars.set(toUnitSteps(grid, scale), photo * length);
  return { rows, columns, channels, photos: grids.length, ...scale, exemplars };
}

/**
 * How far each cell of a photo is from the most similar cell of a normal photo at or beside its place:
 * 1 − cosine, 0 to 2 (the idea of PatchCore, Roth et al. 2022, bound to places because the camera is fixed).
 * @param without a photo to leave out, to see how normal photos look to each other
 */
export function distanceMap(look: NormalLook, grid: CellGrid, without = -1): Float32Array {
  const { rows, columns, channels, photos, exemplars } = look;
  const query = toUnitSteps(grid, look);
  const distances = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let photo = 0; photo < photos; photo++) {
        if (photo === without) continue;
        for (const cell of cellsAround(row, column, look)) {
          const at = (photo * rows * columns + cell) * channels;
          best = Math.max(best, dot(query, (row * columns + column) * channels, exemplars, at, channels));
        }
      }
      distances[row * columns + column] = 1 - best / (STEPS * STEPS);
    }
  }
  return distances;
}

function cellsAround(
  row: number,
  column: number,
  { rows, columns }: { rows: number; columns: number },
): number[] {
  const cells: number[] = [];
  for (let r = Math.max(0, row - REACH); r <= Math.min(rows - 1, row + REACH); r++) {
    for (let c = Math.max(0, column - REACH); c <= Math.min(columns - 1, column + REACH); c++) {
      cells.push(r * columns + c);
    }
  }
  return cells;
}

function dot(a: Int8Array, from: number, b: Int8Array, at: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[from + i] ?? 0) * (b[at + i] ?? 0);
  return sum;
}

function channelScale(grids: readonly CellGrid[], channels: number) {
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let count = 0;
  for (const { values } of grids) {
    for (const [i, value] of values.entries()) {
      const channel = i % channels;
      sum[channel] = (sum[channel] ?? 0) + value;
      squares[channel] = (squares[channel] ?? 0) + value * value;
    }
    count += values.length / channels;
  }
  const mean = Float32Array.from(sum, (total) => total / count);
  const inverseDeviation = Float32Array.from(squares, (total, channel) => {
    const variance = Math.max(0, total / count - (mean[channel] ?? 0) ** 2);
    return 1 / Math.hypot(Math.sqrt(variance), LEAST_DEVIATION);
  });
  return { mean, inverseDeviation };
}

/** Each cell scaled by channel and brought to length 1, so that brighter light alone changes little. */
function toUnitSteps(
  grid: CellGrid,
  scale: { mean: Float32Array; inverseDeviation: Float32Array },
): Int8Array {
  const { channels, values } = grid;
  const scaled = new Float32Array(channels);
  const steps = new Int8Array(values.length);
  for (let at = 0; at < values.length; at += channels) {
    let squares = 0;
    for (let channel = 0; channel < channels; channel++) {
      const value =
        ((values[at + channel] ?? 0) - (scale.mean[channel] ?? 0)) * (scale.inverseDeviation[channel] ?? 0);
      scaled[channel] = value;
      squares += value * value;
    }
    const factor = STEPS / Math.sqrt(squares + 1e-6);
    for (let channel = 0; channel < channels; channel++) {
      steps[at + channel] = Math.max(-127, Math.min(127, Math.round((scaled[channel] ?? 0) * factor)));
    }
  }
  return steps;
}
