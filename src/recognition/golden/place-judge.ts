import { type Calibration, calibrate } from "../calibration.ts";
import { type DotProducts, rowsOf } from "../dot-products.ts";
import { CELLS } from "./describe-tile.ts";
import type { Pattern } from "./search-nearby.ts";
import { solvePositive } from "./solve-positive.ts";

/** What a tile showed, as taught: a label by its index, or -1 for none of them; and in which place. */
export type Example = { description: Uint8Array; place: number; label: number };

/** A tile to judge, the place it shows, and the labels that may be there. */
export type Question = { description: Uint8Array; place: number; labels: readonly number[] };

export type PlaceJudge = {
  /** @returns for each question and each of its labels the confidence, 0 to 1, that the tile shows it */
  judge(questions: readonly Question[]): Promise<number[][]>;
  /** What the parts of a place looked like, small. */
  patterns(place: number): Pattern[];
};

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
 * Even odds lie above 0, so that what was never seen does not count as present; the empty pads of a connector, whose
 * photos nobody took, reached 0.26 on simulated boards.
 */
const EVEN = 0.32;
const STEEPNESS = 16;

/**
 * Judges tiles by those taught, with a Gaussian process a label (Rasmussen and Williams, 2006, chapter 2): the mean of
 * the target, 1 or -1, given how like the tile is to each example. Far from all of them it falls to 0.
 * @param blocks lengths of the parts of a description, each of which weighs the same
 */
export async function openJudge(
  examples: readonly Example[],
  blocks: readonly number[],
  labels: number,
  calibration: Calibration,
  products: DotProducts,
): Promise<PlaceJudge> {
  const length = blocks.reduce((sum, block) => sum + block, 0);
  const scale = scaleOf(examples, length);
  const prepared = (tiles: readonly { description: Uint8Array }[]) => {
    const values = new Float32Array(tiles.length * length);
    for (const [at, { description }] of tiles.entries())
      prepare(description, scale, blocks, values.subarray(at * length, (at + 1) * length));
    return rowsOf(values, 1, tiles.length, length);
  };
  const likeness = (product: number, placeA: number, placeB: number) =>
    (placeA === placeB ? 1 : SHARING) * Math.exp((product - 1) / REACH);
  const known = prepared(examples);
  const among = await products.between(known, known);

  const judges = Array.from({ length: labels }, (_, label) => {
    const here = new Set(examples.flatMap((example) => (example.label === label ? [example.place] : [])));
    const asked = examples.flatMap((example, at) => (here.has(example.place) ? [{ ...example, at }] : []));
    const size = asked.length;
    const matrix = new Float64Array(size * size);
    for (const [row, a] of asked.entries())
      for (let column = 0; column <= row; column++) {
        const b = asked[column] ?? a;
        const product = among[a.at * examples.length + b.at] as number;
        matrix[row * size + column] = likeness(product, a.place, b.place) + (row === column ? NOISE : 0);
      }
    const targets = Float64Array.from(asked, (example) => (example.label === label ? 1 : -1));
    return { known: asked, weights: solvePositive(matrix, targets) };
  });

  return {
    async judge(questions) {
      const alike = await products.between(known, prepared(questions));
      return questions.map(({ place, labels: asked }, question) =>
        asked.map((label) => {
          const judge = judges[label];
          if (!judge) return 0;
          let mean = 0;
          for (const [at, example] of judge.known.entries()) {
            const product = alike[example.at * questions.length + question] as number;
            mean += likeness(product, place, example.place) * (judge.weights[at] as number);
          }
          return calibrate(1 / (1 + Math.exp(-STEEPNESS * (mean - EVEN))), calibration);
        }),
      );
    },
    patterns(place) {
      const shown = examples.filter((example) => example.place === place && example.label >= 0);
      return shown.map(({ description }) => description.subarray(length - CELLS * CELLS * 3));
    },
  };
}

/** Mean and 1 / deviation of each number over what was taught. */
type Scale = { mean: Float32Array; inverseDeviation: Float32Array };

function scaleOf(examples: readonly Example[], length: number): Scale {
  const sum = new Float64Array(length);
  const squares = new Float64Array(length);
  for (const { description } of examples)
    for (let at = 0; at < length; at++) {
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
function prepare(
  description: Uint8Array,
  { mean, inverseDeviation }: Scale,
  blocks: readonly number[],
  into: Float32Array,
): void {
  let start = 0;
  for (const length of blocks) {
    let squares = 0;
    for (let at = start; at < start + length; at++) {
      const value = ((description[at] as number) - (mean[at] as number)) * (inverseDeviation[at] as number);
      into[at] = value;
      squares += value * value;
    }
    const unit = 1 / Math.sqrt(Math.max(squares, 1e-9) * blocks.length);
    for (let at = start; at < start + length; at++) into[at] = (into[at] as number) * unit;
    start += length;
  }
}
