import { type Calibration, calibrate } from "../calibration.ts";
import { BLOCKS, DESCRIPTION } from "./describe-tile.ts";
import { solvePositive } from "./solve-positive.ts";

/** What a tile showed, as taught: a label by its index, or -1 for none of them; and in which place. */
export type Example = { description: Uint8Array; place: number; label: number };

/** @returns confidence, 0 to 1, that the tile shows the label */
export type PlaceJudge = (description: Uint8Array, place: number, label: number) => number;

/**
 * How unlike two tiles may be and still say something of each other (4 = opposite), and how much of what is known of
 * one place holds for another. Of reach 0.1, 0.2, 0.4, 0.8 and sharing 0.3, 0.7 these kept present and empty furthest
 * apart, on real screws and on simulated boards alike; each of the eight told nearly all of them apart (AUC 0.9998 and more).
 */
const REACH = 0.8;
const SHARING = 0.7;
/** Share of a target that is chance: other light, other dirt. */
const NOISE = 0.05;
/** Least deviation of a number of a description, of 255: one that hardly ever speaks must not shout when it does. */
const LEAST_DEVIATION = 5;
/**
 * From the mean of the target (1: the label, -1: something else, 0: like nothing that was taught) to confidence.
 * Even odds lie above 0, so that what was never seen does not count as present.
 */
const EVEN = 0.3;
const STEEPNESS = 8;

/**
 * Judges tiles by those taught, with a Gaussian process a label (Rasmussen and Williams, 2006, chapter 2): the mean of
 * the target, 1 or -1, given how like the tile is to each example. Far from all of them it falls to 0.
 */
export function openJudge(
  examples: readonly Example[],
  labels: number,
  calibration: Calibration,
): PlaceJudge {
  const scale = scaleOf(examples);
  const all = examples.map(({ description, place, label }) => ({
    values: prepare(description, scale),
    place,
    label,
  }));
  const judges = Array.from({ length: labels }, (_, label) => {
    const here = new Set(all.flatMap((example) => (example.label === label ? [example.place] : [])));
    const known = all.filter(({ place }) => here.has(place));
    const size = known.length;
    const matrix = new Float64Array(size * size);
    for (const [row, a] of known.entries())
      for (let column = 0; column <= row; column++)
        matrix[row * size + column] = likeness(a, known[column] ?? a) + (row === column ? NOISE : 0);
    const targets = Float64Array.from(known, (example) => (example.label === label ? 1 : -1));
    return { known, weights: solvePositive(matrix, targets) };
  });
  return (description, place, label) => {
    const judge = judges[label];
    if (!judge) return 0;
    const tile = { values: prepare(description, scale), place };
    let mean = 0;
    for (const [at, example] of judge.known.entries())
      mean += likeness(tile, example) * (judge.weights[at] as number);
    return calibrate(1 / (1 + Math.exp(-STEEPNESS * (mean - EVEN))), calibration);
  };
}

type Prepared = { values: Float32Array; place: number };

function likeness(a: Prepared, b: Prepared): number {
  let dot = 0;
  for (let at = 0; at < DESCRIPTION; at++) dot += (a.values[at] as number) * (b.values[at] as number);
  return (a.place === b.place ? 1 : SHARING) * Math.exp((dot - 1) / REACH);
}

/** Mean and 1 / deviation of each number over what was taught. */
type Scale = { mean: Float32Array; inverseDeviation: Float32Array };

function scaleOf(examples: readonly Example[]): Scale {
  const sum = new Float64Array(DESCRIPTION);
  const squares = new Float64Array(DESCRIPTION);
  for (const { description } of examples)
    for (let at = 0; at < DESCRIPTION; at++) {
      const value = description[at] as number;
      sum[at] = (sum[at] as number) + value;
      squares[at] = (squares[at] as number) + value * value;
    }
  const mean = Float32Array.from(sum, (value) => value / examples.length);
  const inverseDeviation = Float32Array.from(squares, (value, at) => {
    const average = mean[at] as number;
    const variance = Math.max(0, value / examples.length - average * average);
    return 1 / Math.sqrt(variance + LEAST_DEVIATION ** 2);
  });
  return { mean, inverseDeviation };
}

/** Against mean and deviation, each block of the same length, all together of length 1. */
function prepare(description: Uint8Array, { mean, inverseDeviation }: Scale): Float32Array {
  const values = new Float32Array(DESCRIPTION);
  let start = 0;
  for (const length of BLOCKS) {
    let squares = 0;
    for (let at = start; at < start + length; at++) {
      const value = ((description[at] as number) - (mean[at] as number)) * (inverseDeviation[at] as number);
      values[at] = value;
      squares += value * value;
    }
    const unit = 1 / Math.sqrt(Math.max(squares, 1e-9) * BLOCKS.length);
    for (let at = start; at < start + length; at++) values[at] = (values[at] as number) * unit;
    start += length;
  }
  return values;
}
