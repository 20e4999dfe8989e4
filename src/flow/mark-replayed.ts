import type { Inspection } from "../domain/inspection.ts";
import type { Recipe } from "../domain/recipe.ts";
import type { Flip } from "../domain/replay.ts";
import { decodePhoto } from "../imaging/decode-photo.ts";
import { markUp } from "../imaging/mark-up.ts";
import { readPhoto } from "./check-entry.ts";
import type { Platform } from "./platform.ts";

/**
 * The photo of an archived inspection, marked up as another recipe judges it, as JPEG; nothing where the photo is gone.
 * @throws PartproofError when it cannot be read, though it is there
 */
export async function markReplayed(
  platform: Pick<Platform, "images" | "settings">,
  recipe: Recipe,
  inspection: Inspection,
  { after, detections }: Pick<Flip, "after" | "detections">,
): Promise<Uint8Array | undefined> {
  const original = await readPhoto(platform, { key: inspection.evidence.originalKey });
  if (!original) return undefined;
  const photo = await decodePhoto(original, platform.settings.photoLimits);
  return markUp(photo, {
    ...after,
    detections: detections.filter((d) => d.confidence >= recipe.minConfidence - recipe.reviewBand.below),
    title: recipe.title,
    recipe: { id: recipe.id, version: recipe.version },
    at: inspection.inspectedAt,
    inspectionId: inspection.id,
    serial: inspection.source.serial,
    line: inspection.source.line,
  });
}
