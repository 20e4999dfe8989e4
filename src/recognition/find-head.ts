import { type InferenceSession, Tensor } from "onnxruntime-node";
import { CELL_CHANNELS, type FeatureMaps, floatsOf, outputOf, TAP_CHANNELS } from "./backbone.ts";
import { openModelAsset } from "./model-assets.ts";

/** Units in the two hidden layers of one head: three small heads do better than one that is as large as all. */
export const HIDDEN = [64, 64] as const;

/**
 * The learned numbers of a head, row by row: w1 [2048, hidden], w2 [hidden, hidden2], w3 [hidden2, outputs].
 * Outputs: a logit for each part, then for each part a box: offset of its center from the cell and the
 * logarithm of its size, all in units of the part's typical size.
 */
export type HeadWeights = {
  w1: Float32Array;
  b1: Float32Array;
  w2: Float32Array;
  b2: Float32Array;
  w3: Float32Array;
  b3: Float32Array;
};

/** Mean and 1 / standard deviation of each of the 2048 channels over the cells learned from. */
export type ChannelScale = { mean: Float32Array; inverseDeviation: Float32Array };

/** What a head says of one photo: logits [parts, h, w] and box numbers [4·parts, h, w], cells of 8 × 8 px. */
export type HeadOutput = { logits: Float32Array; boxes: Float32Array; rows: number; columns: number };

/** A head ready to run: its weights as the tensors of models/find-head.onnx. */
export type ReadyHead = { parts: number; feeds: Record<string, Tensor> };

export type HeadRunner = { run(head: ReadyHead, maps: FeatureMaps): Promise<HeadOutput> };

export async function openHeadRunner(threads: number): Promise<HeadRunner> {
  const session: InferenceSession = await openModelAsset("findHead", threads);
  return {
    async run(head, maps) {
      const outputs = await session.run({ ...maps, ...head.feeds });
      const logits = outputOf(outputs, "logits");
      const [, , rows = 0, columns = 0] = logits.dims;
      return { logits: floatsOf(logits), boxes: floatsOf(outputOf(outputs, "boxes")), rows, columns };
    },
  };
}

/**
 * Folds the channel scale into the first layer and turns the layers as the graph wants them. Several heads become
 * one that is as many times wider and whose output is the mean of theirs: the last layer is linear.
 */
export function readyHead(heads: readonly HeadWeights[], scale: ChannelScale, parts: number): ReadyHead {
  const [hidden, hidden2] = HIDDEN;
  const count = heads.length;
  const taps = TAP_CHANNELS.map((channels) => new Float32Array(count * hidden * channels));
  const b1 = new Float32Array(count * hidden);
  const w2 = new Float32Array(count * hidden2 * hidden);
  const b2 = new Float32Array(count * hidden2);
  const w3 = new Float32Array(parts * 5 * count * hidden2);
  const b3 = new Float32Array(parts * 5);
  for (const [index, weights] of heads.entries()) {
    const first = foldScale(weights, scale);
    b1.set(first.b1, index * hidden);
    let from = 0;
    for (const [tap, channels] of TAP_CHANNELS.entries()) {
      for (let u = 0; u < hidden; u++) {
        const row = first.w1.subarray(u * CELL_CHANNELS + from, u * CELL_CHANNELS + from + channels);
        taps[tap]?.set(row, (index * hidden + u) * channels);
      }
      from += channels;
    }
    w2.set(transpose(weights.w2, hidden, hidden2), index * hidden2 * hidden);
    b2.set(weights.b2, index * hidden2);
    for (let output = 0; output < parts * 5; output++) {
      for (let u = 0; u < hidden2; u++)
        w3[(output * count + index) * hidden2 + u] = (weights.w3[u * parts * 5 + output] ?? 0) / count;
      b3[output] = (b3[output] ?? 0) + (weights.b3[output] ?? 0) / count;
    }
  }
  const feeds: Record<string, Tensor> = {
    b1: new Tensor("float32", b1, [1, count * hidden, 1, 1]),
    w2: new Tensor("float32", w2, [count, hidden2, hidden]),
    b2: new Tensor("float32", b2, [count, hidden2, 1]),
  };
  for (const [tap, channels] of TAP_CHANNELS.entries()) {
    const part = taps[tap] ?? new Float32Array();
    feeds[`w_stride${8 << tap}`] = new Tensor("float32", part, [count * hidden, channels, 1, 1]);
  }
  const inputs = count * hidden2;
  const cut = parts * inputs;
  feeds["w_logit"] = new Tensor("float32", w3.slice(0, cut), [parts, inputs, 1, 1]);
  feeds["b_logit"] = new Tensor("float32", b3.slice(0, parts), [parts]);
  feeds["w_box"] = new Tensor("float32", w3.slice(cut), [parts * 4, inputs, 1, 1]);
  feeds["b_box"] = new Tensor("float32", b3.slice(parts), [parts * 4]);
  return { parts, feeds };
}

/** @returns the first layer for channels as they come, w1 [hidden, 2048] */
function foldScale(weights: HeadWeights, scale: ChannelScale): { w1: Float32Array; b1: Float32Array } {
  const [hidden] = HIDDEN;
  const w1 = new Float32Array(hidden * CELL_CHANNELS);
  const b1 = Float32Array.from(weights.b1);
  for (let c = 0; c < CELL_CHANNELS; c++) {
    const gain = scale.inverseDeviation[c] ?? 0;
    const shift = (scale.mean[c] ?? 0) * gain;
    for (let u = 0; u < hidden; u++) {
      const weight = weights.w1[c * hidden + u] ?? 0;
      w1[u * CELL_CHANNELS + c] = weight * gain;
      b1[u] = (b1[u] ?? 0) - weight * shift;
    }
  }
  return { w1, b1 };
}

function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) turned[c * rows + r] = values[r * columns + c] ?? 0;
  return turned;
}
