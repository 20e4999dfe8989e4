import { PartproofError } from "../domain/errors.ts";
import type { EvidenceEntry } from "../domain/evidence.ts";
import type { ImageKey, ImageStore } from "../ports/image-store.ts";
import type { RecordStore } from "../ports/record-store.ts";

/** What a vault needs to know before it lets a photo go. */
export type PhotoGuard = {
  images: Pick<ImageStore, "remove">;
  records: Pick<RecordStore, "isPhotoNeeded" | "recordedThrough">;
};

/**
 * The one way photos leave: the same rule for every vault.
 * @param headSequence of the vault. While the record store lags behind it, it cannot say who needs a photo.
 * @returns the keys of the photos removed
 * @throws PartproofError `evidence-locked`, or `unavailable` while the record store lags
 */
export async function removeExpiredPhotos(
  entry: EvidenceEntry,
  headSequence: number,
  now: Date,
  { images, records }: PhotoGuard,
): Promise<ImageKey[]> {
  if (entry.kind !== "inspection") {
    throw new PartproofError(
      "evidence-locked",
      `Evidence ${entry.sequence} is a ${entry.kind}: it has no photos and is never removed.`,
    );
  }
  const { retainUntil, originalKey, analyzedKey } = entry.inspection;
  // Negated, so that a date nobody can read locks too.
  if (!(Date.parse(retainUntil) <= now.getTime())) {
    throw new PartproofError(
      "evidence-locked",
      `The photos of evidence ${entry.sequence} are locked until ${retainUntil}; it is ${now.toISOString()}.`,
    );
  }
  const recorded = await records.recordedThrough();
  if (recorded < headSequence) {
    throw new PartproofError(
      "unavailable",
      `The records end at ${recorded}, the evidence at ${headSequence}: photos are removed once they have caught up.`,
    );
  }
  const removed: ImageKey[] = [];
  for (const key of new Set([originalKey, analyzedKey])) {
    if (key === undefined || (await records.isPhotoNeeded(key, now))) continue;
    if (await images.remove(key, now)) removed.push(key);
  }
  return removed;
}
