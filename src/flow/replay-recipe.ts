import type { Replayed } from "../domain/compare-replay.ts";
import { UnusablePhotoError } from "../domain/errors.ts";
import type { Inspection, RecognizerRef } from "../domain/inspection.ts";
import { areasToRead, judge, reservationsIn } from "../domain/judge.ts";
import type { DecodedPhoto } from "../domain/photo.ts";
import type { Recipe } from "../domain/recipe.ts";
import { decodePhoto } from "../imaging/decode-photo.ts";
import type { Recognition } from "../ports/recognizer.ts";
import type { InspectionFilter } from "../ports/record-store.ts";
import { readPhoto } from "./check-entry.ts";
import { recognizerFor } from "./inspect-image.ts";
import type { Platform } from "./platform.ts";
import { readTexts } from "./read-texts.ts";

/** An inspection that cannot be judged anew, and why. */
export type NotReplayed = { inspection: Inspection; skipped: string };

type Archive = Pick<Platform, "records" | "images" | "recognizers" | "textReader" | "settings">;
type Look = Pick<Recognition, "detections" | "reservations"> & Pick<Replayed, "by">;
type LazyPhoto = () => Promise<DecodedPhoto>;

const PAGE = 200;

/**
 * Judge archived inspections of a recipe by another version of it, newest first. Nothing is recorded. Where the model
 * that would look now is the one that looked then, version and all, its detections of then are judged; otherwise the
 * photo is looked at again. Which version that is, the first look at a photo tells. Texts are always read anew, because
 * another recipe reads elsewhere.
 * @throws PartproofError `not-found` for a recognizer or model that is not here, `unavailable` as the recognizer says
 */
export async function* replayRecipe(
  platform: Archive,
  recipe: Recipe,
  range: Pick<InspectionFilter, "from" | "to" | "line">,
): AsyncGenerator<Replayed | NotReplayed> {
  const recognizer = recognizerFor(platform, recipe);
  let looksNow: RecognizerRef | undefined;

  async function look(inspection: Inspection, photo: LazyPhoto): Promise<Look> {
    if (looksNow && isSame(looksNow, inspection.recognizer)) {
      const { detections } = inspection;
      return { detections, reservations: reservationsIn(inspection), by: "stored-detections" };
    }
    const seen = await recognizer.recognize(await photo(), recipe.recognizer.model);
    looksNow = seen.recognizer;
    return { detections: seen.detections, reservations: seen.reservations, by: "photo" };
  }

  for await (const inspection of archived(platform, { ...range, recipe: recipe.id })) {
    if (inspection.verdict === "rejected") {
      yield { inspection, skipped: inspection.reasons[0] ?? "It was rejected." };
      continue;
    }
    try {
      const photo = lazily(() => decodeOriginal(platform, inspection));
      const { detections, reservations, by } = await look(inspection, photo);
      const areas = areasToRead(recipe, detections);
      const { readings } =
        areas.length > 0 ? await readTexts(platform, await photo(), areas) : { readings: [] };
      const texts = { readings, serial: inspection.source.serial };
      yield { inspection, now: judge(recipe, detections, reservations, texts), detections, by };
    } catch (error) {
      if (!(error instanceof UnusablePhotoError || error instanceof PhotoGoneError)) throw error;
      yield { inspection, skipped: error.message };
    }
  }
}

async function* archived({ records }: Archive, filter: InspectionFilter): AsyncGenerator<Inspection> {
  let cursor: string | undefined;
  do {
    const page = await records.list(filter, { limit: PAGE, cursor });
    yield* page.items;
    cursor = page.next;
    // A local store answers without ever letting go of the event loop, and photos must not wait for a replay.
    if (cursor !== undefined) await new Promise((resolve) => setTimeout(resolve, 0));
  } while (cursor !== undefined);
}

class PhotoGoneError extends Error {}

/**
 * The photo of an archived inspection, as it was handed in.
 * @throws PhotoGoneError after its retention; UnusablePhotoError where limits are stricter by now
 */
async function decodeOriginal(platform: Archive, { evidence }: Inspection): Promise<DecodedPhoto> {
  const bytes = await readPhoto(platform, { key: evidence.originalKey });
  if (!bytes) throw new PhotoGoneError(`Its photo is not there; it was kept until ${evidence.retainUntil}.`);
  return decodePhoto(bytes, platform.settings.photoLimits);
}

/** Decoded when somebody asks, and once. */
function lazily(decode: LazyPhoto): LazyPhoto {
  let decoded: Promise<DecodedPhoto> | undefined;
  return () => {
    decoded ??= decode();
    return decoded;
  };
}

function isSame(now: RecognizerRef, then: RecognizerRef | undefined): boolean {
  return now.kind === then?.kind && now.model === then.model && now.version === then.version;
}
