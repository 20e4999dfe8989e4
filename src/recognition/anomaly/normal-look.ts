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
export const STEPS = 512;
/** Below this a channel hardly ever changes, and noise would be blown up. */
const LEAST_DEVIATION = 0.1;

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

function channelScale(grids: readonly CellGrid[], channels: number) {
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let count = 0;
  for (const { rows, columns, values } of grids) {
    for (const [i, value] of values.entries()) {
      const channel = Math.floor(i / (rows * columns));
      sum[channel] = (sum[channel] ?? 0) + value;
      squares[channel] = (squares[channel] ?? 0) + value * value;
    }
    count += rows * columns;
  }
  const mean = Float32Array.from(sum, (total) => total / count);
  const inverseDeviation = Float32Array.from(squares, (total, channel) => {
    const variance = Math.max(0, total / count - (mean[channel] ?? 0) ** 2);
    return 1 / Math.hypot(Math.sqrt(variance), LEAST_DEVIATION);
  });
  return { mean, inverseDeviation };
}

/**
 * Each cell scaled by channel and brought to length 1 in whole steps, so that brighter light alone changes little:
 * `steps[cell * channels + channel]`. Written out: these are a quarter of a million numbers a look.
 */
export function toUnitSteps(
  { rows, columns, channels, values }: CellGrid,
  { mean, inverseDeviation }: Pick<NormalLook, "mean" | "inverseDeviation">,
): Float32Array {
  const cells = rows * columns;
  const steps = new Float32Array(values.length);
  const squares = new Float64Array(cells);
  for (let channel = 0; channel < channels; channel++) {
    const [middle, gain] = [mean[channel] as number, inverseDeviation[channel] as number];
    for (let cell = 0; cell < cells; cell++) {
      const value = ((values[channel * cells + cell] as number) - middle) * gain;
      steps[cell * channels + channel] = value;
      squares[cell] = (squares[cell] as number) + value * value;
    }
  }
  for (let cell = 0; cell < cells; cell++) {
    const factor = STEPS / Math.sqrt((squares[cell] as number) + 1e-6);
    for (let at = cell * channels; at < (cell + 1) * channels; at++) {
      const step = Math.floor((steps[at] as number) * factor + 0.5);
      steps[at] = step > 127 ? 127 : step < -127 ? -127 : step;
    }
  }
  return steps;
}
