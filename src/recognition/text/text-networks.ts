import { type InferenceSession, Tensor } from "onnxruntime-node";
import { floatsOf } from "../backbone.ts";
import { openModelAsset } from "../model-assets.ts";
import { type CutLine, LINE_HEIGHT } from "./cut-line.ts";
import { type DecodedText, decodeText } from "./decode-text.ts";
import type { TextMap } from "./find-lines.ts";
import type { TextCrop } from "./text-crop.ts";

/** The two networks of PP-OCRv4: one says where text is, the other what it says. */
export type TextNetworks = {
  locate(crop: TextCrop): Promise<TextMap>;
  decipher(line: CutLine): Promise<DecodedText>;
};

/** Per channel, blue first: what the locating network was trained to have taken off and divided by. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** @throws PartproofError `damaged` */
export async function openTextNetworks(threads: number): Promise<TextNetworks> {
  const [lines, read] = await Promise.all([
    openModelAsset("textLines", threads),
    openModelAsset("textRead", threads),
  ]);
  return {
    async locate(crop) {
      const { width, height } = crop;
      const input = new Tensor("float32", toPlanes(crop), [1, 3, height, width]);
      return { width, height, values: await run(lines, input) };
    },
    async decipher({ width, values }) {
      return decodeText(await run(read, new Tensor("float32", values, [1, 3, LINE_HEIGHT, width])));
    },
  };
}

async function run(session: InferenceSession, x: Tensor): Promise<Float32Array> {
  const outputs = await session.run({ x });
  const output = outputs[session.outputNames[0] ?? ""];
  if (!output) throw new Error("The model gave no output.");
  return floatsOf(output as Tensor);
}

function toPlanes({ pixels, width, height }: TextCrop): Float32Array {
  const plane = width * height;
  const values = new Float32Array(3 * plane);
  for (const channel of [0, 1, 2] as const) {
    const [mean, deviation] = [MEAN[channel], DEVIATION[channel]];
    for (let at = 0; at < plane; at++) {
      values[channel * plane + at] = ((pixels[at * 3 + 2 - channel] ?? 0) / 255 - mean) / deviation;
    }
  }
  return values;
}
