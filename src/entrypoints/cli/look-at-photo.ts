import { readFile } from "node:fs/promises";
import type { Detection } from "../../domain/detection.ts";
import { PartproofError } from "../../domain/errors.ts";
import { decodePhoto } from "../../imaging/decode-photo.ts";
import type { Recognition } from "../../ports/recognizer.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";

/**
 * Only look: no recipe, no verdict, nothing kept.
 * @throws PartproofError `not-found` for the file or the model; UnusablePhotoError
 */
export async function lookAtPhoto(
  embedded: EmbeddedPlatform,
  file: string,
  model: string,
): Promise<Recognition> {
  const { recognizers, settings } = embedded.platform;
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new PartproofError("not-found", `Cannot read ${file}.`, { cause });
  });
  const photo = await decodePhoto(bytes, settings.photoLimits);
  if (!recognizers.embedded)
    throw new PartproofError("not-found", "This platform has no recognizer of its own.");
  return recognizers.embedded.recognize(photo, model);
}

export function describeDetections(detections: readonly Detection[], from: number): string {
  const sure = detections.filter((detection) => detection.confidence >= from);
  if (sure.length === 0) return "nothing";
  return sure.map(({ label, confidence }) => `${label} ${Math.round(confidence * 100)} %`).join(", ");
}
