import { type InferenceSession, Tensor } from "onnxruntime-node";
import { CELL_CHANNELS, type FeatureMaps, floatsOf, outputOf, TAP_CHANNELS } from "./backbone.ts";
import { openModelAsset } from "./model-assets.ts";

/** Units in the two hidden layers of one head: three small heads do better than one that is as large as all. */
export const HIDDEN = [64, 64] as const;

/** Of each part a head says a logit, then of each part the four sides of its box, then how far off each may be. */
export const OUTPUTS_PER_PART = 9;

/**
 * The learned numbers of several heads, row by row: w1 [heads, 2048, hidden], w2 [heads, hidden, hidden2],
 * w3 [heads, hidden2, outputs], and b1, b2, b3 [heads, …]. Sides lie left, above, right and below of the cell in
 * units of the part's typical size; spreads are natural logarithms of the same unit.
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

/** What heads say of one photo, in cells of 8 × 8 px: logits [parts, h, w], sides and spreads [4·parts, h, w]. */
export type HeadOutput = {
  logits: Float32Array;
  sides: Float32Array;
  spreads: Float32Array;
  rows: number;
  columns: number;
};

/** A head ready to run: its weights as the tensors of models/find-head.onnx. */
export type ReadyHead = { parts: number; feeds: Record<string, Tensor> };

export type HeadRunner = { run(head: ReadyHead, maps: FeatureMaps): Promise<HeadOutput> };

export async function openHeadRunner(threads: number): Promise<HeadRunner> {
  const session: InferenceSession = await openModelAsset("findHead", threads);
  return {
    async run(head, maps) {
      return headOutputOf(await session.run({ ...maps, ...head.feeds }));
    },
  };
}

export const HEAD_OUTPUTS = ["logits", "sides", "spreads"] as const;

/** What a session says whose outputs are those of {@link HEAD_OUTPUTS}. */
export function headOutputOf(outputs: InferenceSession.OnnxValueMapType): HeadOutput {
  const logits = outputOf(outputs, "logits");
  const [, , rows = 0, columns = 0] = logits.dims;
  const sides = floatsOf(outputOf(outputs, "sides"));
  const spreads = floatsOf(outputOf(outputs, "spreads"));
  return { logits: floatsOf(logits), sides, spreads, rows, columns };
}

/**
 * Folds the channel scale into the first layer and turns the layers as the graph wants them. The heads become one
 * that is as many times wider and whose output is the mean of theirs: the last layer is linear.
 */
export function readyHead(weights: HeadWeights, scale: ChannelScale, parts: number): ReadyHead {
  const [hidden, hidden2] = HIDDEN;
  const outputs = parts * OUTPUTS_PER_PART;
  const count = weights.b1.length / hidden;
  const taps = TAP_CHANNELS.map((channels) => new Float32Array(count * hidden * channels));
  const b1 = Float32Array.from(weights.b1);
  const w2 = new Float32Array(count * hidden2 * hidden);
  const w3 = new Float32Array(outputs * count * hidden2);
  const b3 = new Float32Array(outputs);
  for (let head = 0; head < count; head++) {
    foldFirstLayer(weights.w1, scale, head, taps, b1);
    for (let from = 0; from < hidden; from++)
      for (let to = 0; to < hidden2; to++)
        w2[(head * hidden2 + to) * hidden + from] = weights.w2[(head * hidden + from) * hidden2 + to] ?? 0;
    for (let output = 0; output < outputs; output++) {
      for (let unit = 0; unit < hidden2; unit++)
        w3[(output * count + head) * hidden2 + unit] =
          (weights.w3[(head * hidden2 + unit) * outputs + output] ?? 0) / count;
      b3[output] = (b3[output] ?? 0) + (weights.b3[head * outputs + output] ?? 0) / count;
    }
  }
  const feeds: Record<string, Tensor> = {
    b1: new Tensor("float32", b1, [1, count * hidden, 1, 1]),
    w2: new Tensor("float32", w2, [count, hidden2, hidden]),
    b2: new Tensor("float32", weights.b2, [count, hidden2, 1]),
  };
  for (const [tap, channels] of TAP_CHANNELS.entries()) {
    const part = taps[tap] ?? new Float32Array();
    feeds[`w_stride${8 << tap}`] = new Tensor("float32", part, [count * hidden, channels, 1, 1]);
  }
  const inputs = count * hidden2;
  let from = 0;
  for (const [name, rows] of [
    ["logit", parts],
    ["side", parts * 4],
    ["spread", parts * 4],
  ] as const) {
    const part = w3.slice(from * inputs, (from + rows) * inputs);
    feeds[`w_${name}`] = new Tensor("float32", part, [rows, inputs, 1, 1]);
    feeds[`b_${name}`] = new Tensor("float32", b3.slice(from, from + rows), [rows]);
    from += rows;
  }
  return { parts, feeds };
}

/** Writes the first layer of one head for channels as they come into `taps`, and takes the means off `b1`. */
function foldFirstLayer(
  w1: Float32Array,
  scale: ChannelScale,
  head: number,
  taps: readonly Float32Array[],
  b1: Float32Array,
): void {
  const [hidden] = HIDDEN;
  let channel = 0;
  for (const [tap, channels] of TAP_CHANNELS.entries()) {
    const into = taps[tap];
    for (let c = 0; c < channels; c++, channel++) {
      const gain = scale.inverseDeviation[channel] ?? 0;
      const shift = (scale.mean[channel] ?? 0) * gain;
      for (let unit = 0; unit < hidden; unit++) {
        const weight = w1[(head * CELL_CHANNELS + channel) * hidden + unit] ?? 0;
        const row = head * hidden + unit;
        if (into) into[row * channels + c] = weight * gain;
        b1[row] = (b1[row] ?? 0) - weight * shift;
      }
    }
  }
}
