import { Tensor } from "onnxruntime-node";
import { HEAD_OUTPUTS, type HeadOutput, headOutputOf, type ReadyHead } from "./find-head.ts";
import { readModelAsset } from "./model-assets.ts";
import { openSession } from "./onnx-session.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/** Backbone and taught heads in one run: the feature maps, 8 MB for a photo of 640 × 480, never leave the runtime. */
export type Finder = { look(photo: WorkingPhoto, head: ReadyHead): Promise<HeadOutput> };

/**
 * @param threads of the processor one run may use
 * @throws PartproofError `damaged` when a shipped model is missing or altered
 */
export async function openFinder(threads: number): Promise<Finder> {
  const [backbone, heads] = await Promise.all([
    readModelAsset("backbone"),
    readModelAsset("findHeadContinuation"),
  ]);
  const session = await openSession(Buffer.concat([backbone, heads]), threads);
  return {
    async look(photo, head) {
      const pixels = new Tensor("uint8", photo.pixels, [1, photo.height, photo.width, 3]);
      return headOutputOf(await session.run({ pixels, ...head.feeds }, HEAD_OUTPUTS));
    },
  };
}
