import type { Detection } from "../domain/detection.ts";
import { calibrate } from "./calibration.ts";
import { checkBackbone } from "./check-backbone.ts";
import { type ReadyHead, readyHead } from "./find-head.ts";
import type { Finder } from "./finder.ts";
import { type ModelHeader, readModelFile } from "./model-file.ts";
import { readHeadOutput } from "./read-head-output.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/** A taught model, opened and ready to look. */
export type OpenModel = { header: ModelHeader; head: ReadyHead };

/** @throws PartproofError `damaged`, also when the model was taught on other features than those installed */
export function openModel(file: Uint8Array): OpenModel {
  const { header, heads, scale } = readModelFile(file);
  checkBackbone(header.backbone);
  return { header, head: readyHead(heads, scale, header.labels.length) };
}

/**
 * Finds the taught parts anywhere in a photo.
 * @param photo scaled to the model's long side
 * @returns at most 100 detections, best first
 */
export async function findParts(photo: WorkingPhoto, model: OpenModel, finder: Finder): Promise<Detection[]> {
  const { labels, typicalSizes, calibration } = model.header;
  const output = await finder.look(photo, model.head);
  return readHeadOutput(output, photo, typicalSizes).map(({ label, score, box }) => ({
    label: labels[label] ?? "",
    confidence: calibrate(score, calibration),
    box,
  }));
}
