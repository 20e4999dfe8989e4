import type { Replayed } from "../../../domain/compare-replay.ts";
import type { Recipe } from "../../../domain/recipe.ts";
import { readPhoto } from "../../../flow/check-entry.ts";
import type { Platform } from "../../../flow/platform.ts";
import { decodePhoto } from "../../../imaging/decode-photo.ts";
import { markUp } from "../../../imaging/mark-up.ts";
import { thumbnail } from "../../../imaging/thumbnail.ts";

const WIDTH_PX = 640;

/** A flip with its photo as marked up then and as it would be marked up now, as WebP; nothing where it is gone. */
export type DrawnFlip = { flip: Replayed; before?: Uint8Array; after?: Uint8Array };

/** @throws PartproofError when a photo cannot be read, though it is there */
export async function drawFlip(
  platform: Pick<Platform, "images" | "settings">,
  recipe: Recipe,
  flip: Replayed,
): Promise<DrawnFlip> {
  const { inspection, now, detections } = flip;
  const { originalKey, analyzedKey } = inspection.evidence;
  const original = await readPhoto(platform, { key: originalKey });
  const analyzed = analyzedKey === undefined ? undefined : await readPhoto(platform, { key: analyzedKey });
  // Stored detections can be judged when the photo has gone after its retention: the flip is listed all the same.
  if (!original || !analyzed) return { flip };
  const marked = await markUp(await decodePhoto(original, platform.settings.photoLimits), {
    ...now,
    detections: detections.filter((d) => d.confidence >= recipe.minConfidence - recipe.reviewBand.below),
    title: recipe.title,
    recipe: { id: recipe.id, version: recipe.version },
    at: inspection.inspectedAt,
    inspectionId: inspection.id,
    serial: inspection.source.serial,
    line: inspection.source.line,
  });
  const [before, after] = [await thumbnail(analyzed, WIDTH_PX), await thumbnail(marked, WIDTH_PX)];
  return { flip, before, after };
}
