import { Tensor } from "onnxruntime-node";
import { CELL_CHANNELS, floatsOf, outputOf } from "./backbone.ts";
import type { CellBatch } from "./cell-store.ts";
import { type ChannelScale, type HeadWeights, HIDDEN, OUTPUTS_PER_PART } from "./find-head.ts";
import { openModelAsset } from "./model-assets.ts";
import type { Random } from "./random.ts";

/** Learns several heads at once, step by step. */
export type HeadTrainer = {
  /** @param rate of learning (Adam) @returns the mean size of the error at the logits */
  step(batch: CellBatch, rate: number): Promise<number>;
  weights(): HeadWeights;
};

const NAMES = ["w1", "b1", "w2", "b2", "w3", "b3"] as const;
const WEIGHT_DECAY = 0.05;
/**
 * Share of the input channels silenced in each step. With few photos the head would otherwise lean on a few
 * channels: fastener_kit, 70 photos, one run each: mAP50 0.87 without, 0.92 with 0.3;
 * with twice the rate 0.93 with 0.3, 0.95 with 0.5. Seeds alone move it by 0.04, so 0.3 and 0.5 are not told apart.
 */
const DROP = 0.5;
const [BETA1, BETA2] = [0.9, 0.99];
/** The logit at which a part begins: about one in eight. */
const UNLIKELY = -2;

/** The step graph's session, shared by every trainer of a worker. */
export type StepSession = Awaited<ReturnType<typeof openStepSession>>;
export function openStepSession(threads: number) {
  return openModelAsset("findHeadStep", threads);
}

/** Where spreads begin, as the logarithm of a share of the part's size: sides are first taken to be a third off. */
const SPREAD_BEGINS = -1;

/**
 * A trainer that starts from random weights (He et al., arXiv:1502.01852); every part starts out unlikely. The heads
 * see the same cells, but each begins elsewhere and has other channels silenced.
 */
export function createHeadTrainer(
  session: StepSession,
  parts: number,
  heads: number,
  scale: ChannelScale,
  random: Random,
): HeadTrainer {
  const outputs = parts * OUTPUTS_PER_PART;
  const [hidden, hidden2] = HIDDEN;
  const shapes = {
    w1: [heads, CELL_CHANNELS, hidden],
    b1: [heads, 1, hidden],
    w2: [heads, hidden, hidden2],
    b2: [heads, 1, hidden2],
    w3: [heads, hidden2, outputs],
    b3: [heads, 1, outputs],
  } as const;
  const state: Record<string, Tensor> = {};
  for (const name of NAMES) {
    const shape = shapes[name];
    const length = shape[0] * shape[1] * shape[2];
    const spread = name.startsWith("b") ? 0 : Math.sqrt((name === "w3" ? 0.2 : 2) / shape[1]);
    const values = Float32Array.from({ length }, () => (spread === 0 ? 0 : random.normal() * spread));
    if (name === "b3")
      for (let head = 0; head < heads; head++) {
        values.fill(UNLIKELY, head * outputs, head * outputs + parts);
        values.fill(SPREAD_BEGINS, head * outputs + parts * 5, (head + 1) * outputs);
      }
    state[name] = new Tensor("float32", values, shape);
    state[`${name}_m`] = new Tensor("float32", new Float32Array(length), shape);
    state[`${name}_v`] = new Tensor("float32", new Float32Array(length), shape);
  }
  const fixed = {
    split: new Tensor("int64", BigInt64Array.of(BigInt(parts), BigInt(parts * 4), BigInt(parts * 4)), [3]),
    mean: new Tensor("float32", scale.mean, [1, CELL_CHANNELS]),
    inverse_deviation: new Tensor("float32", scale.inverseDeviation, [1, CELL_CHANNELS]),
  };
  const drawMask = () =>
    Float32Array.from({ length: heads * CELL_CHANNELS }, () => (random.next() < DROP ? 0 : 1 / (1 - DROP)));
  let steps = 0;
  return {
    async step(batch, rate) {
      steps++;
      const corrected = (rate * Math.sqrt(1 - BETA2 ** steps)) / (1 - BETA1 ** steps);
      const results = await session.run({
        ...state,
        ...fixed,
        channel_mask: new Tensor("float32", drawMask(), [heads, CELL_CHANNELS, 1]),
        cells: new Tensor("uint8", batch.cells, [batch.count, CELL_CHANNELS]),
        target: new Tensor("float32", batch.target, [batch.count, parts * 5]),
        weight: new Tensor("float32", batch.weight, [batch.count, parts * 5]),
        rate: new Tensor("float32", Float32Array.of(corrected), []),
        keep: new Tensor("float32", Float32Array.of(1 - rate * WEIGHT_DECAY), []),
      });
      for (const name of Object.keys(state)) state[name] = outputOf(results, `${name}_next`);
      return (floatsOf(outputOf(results, "error"))[0] ?? 0) / (batch.count * heads);
    },
    weights() {
      const of = (name: string) => {
        const tensor = state[name];
        if (!tensor) throw new Error(`No weight ${name}.`);
        return Float32Array.from(floatsOf(tensor));
      };
      return { w1: of("w1"), b1: of("b1"), w2: of("w2"), b2: of("b2"), w3: of("w3"), b3: of("b3") };
    },
  };
}
