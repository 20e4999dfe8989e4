import { PartproofError } from "../../domain/errors.ts";
import type { LabelledPhoto } from "../labelled-photo.ts";
import { readCoco } from "./coco.ts";
import { readManifest } from "./manifest.ts";
import { uprightSize } from "./upright-size.ts";
import { readVoc } from "./voc.ts";
import { readYolo } from "./yolo.ts";

const READERS = { coco: readCoco, manifest: readManifest, yolo: readYolo, voc: readVoc } as const;
type LabelFormat = keyof typeof READERS;

/** `path` is a file for `coco` and `manifest`, a folder for `yolo` and `voc`. */
export type LabelSource = { format: LabelFormat; path: string; imagesDir?: string; limit?: number };

/** How far width ÷ height may be off: a photo scaled after labelling is fine, one turned or swapped is not. */
const ASPECT_TOLERANCE = 0.02;

/**
 * Labelled photos of any format we read, each there and of the shape its labels are for.
 * @throws PartproofError `not-found` or `invalid-input`, naming file, entry and fault
 */
export async function readLabels({ format, path, ...options }: LabelSource): Promise<LabelledPhoto[]> {
  const photos = await READERS[format](path, options);
  for (const photo of photos) {
    const { width, height } = await uprightSize(photo.file, path);
    const off = Math.abs((width / height) * (photo.height / photo.width) - 1);
    if (off <= ASPECT_TOLERANCE) continue;
    throw new PartproofError(
      "invalid-input",
      `${path}: ${photo.file} is ${width} × ${height} pixels upright, its labels are for ` +
        `${photo.width} × ${photo.height}. Mark the boxes on the upright photo.`,
    );
  }
  return photos;
}
