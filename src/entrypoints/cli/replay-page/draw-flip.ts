import type { Replayed } from "../../../domain/compare-replay.ts";
import type { Recipe } from "../../../domain/recipe.ts";
import { flipOf } from "../../../domain/replay.ts";
import { readPhoto } from "../../../flow/check-entry.ts";
import { markReplayed } from "../../../flow/mark-replayed.ts";
import type { Platform } from "../../../flow/platform.ts";
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
  const { inspection } = flip;
  const { analyzedKey } = inspection.evidence;
  const analyzed = analyzedKey === undefined ? undefined : await readPhoto(platform, { key: analyzedKey });
  // Stored detections can be judged when the photo has gone after its retention: the flip is listed all the same.
  if (!analyzed) return { flip };
  const marked = await markReplayed(platform, recipe, inspection, flipOf(flip));
  if (!marked) return { flip };
  const [before, after] = [await thumbnail(analyzed, WIDTH_PX), await thumbnail(marked, WIDTH_PX)];
  return { flip, before, after };
}
