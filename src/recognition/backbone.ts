import { type InferenceSession, Tensor } from "onnxruntime-node";
import { openModelAsset } from "./model-assets.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/** Channels of the taps at strides 8, 16 and 32, and of all three at one cell. */
export const TAP_CHANNELS = [192, 576, 1280] as const;
export const CELL_CHANNELS = 2048;
export const CELL_STRIDE = 8;

/** The three taps of one photo, each [1, channels, h, w], values 0 to 6 (ReLU6). */
export type FeatureMaps = { stride8: Tensor; stride16: Tensor; stride32: Tensor };

/** The frozen network that all recognition rests on (MobileNetV2 trained on COCO). */
export type Backbone = {
  look(photo: WorkingPhoto): Promise<FeatureMaps>;
  /** The tap at stride 16 alone: the others, 2 MB for a small photo, are not handed over. */
  lookAtStride16(photo: WorkingPhoto): Promise<Tensor>;
};

export async function openBackbone(threads: number): Promise<Backbone> {
  const session = await openModelAsset("backbone", threads);
  const run = (photo: WorkingPhoto, taps: readonly string[]) => {
    const shape = [1, photo.height, photo.width, 3];
    return session.run({ pixels: new Tensor("uint8", photo.pixels, shape) }, taps);
  };
  return {
    async look(photo) {
      const outputs = await run(photo, ["stride8", "stride16", "stride32"]);
      return {
        stride8: outputOf(outputs, "stride8"),
        stride16: outputOf(outputs, "stride16"),
        stride32: outputOf(outputs, "stride32"),
      };
    },
    async lookAtStride16(photo) {
      return outputOf(await run(photo, ["stride16"]), "stride16");
    },
  };
}

export function outputOf(outputs: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const output = outputs[name];
  if (!output) throw new Error(`The model gave no output ${name}.`);
  return output as Tensor;
}

/** The numbers of a float tensor. @throws when it holds another type */
export function floatsOf(tensor: Tensor): Float32Array {
  if (!(tensor.data instanceof Float32Array)) throw new Error(`Expected 32-bit floats, got ${tensor.type}.`);
  return tensor.data;
}
