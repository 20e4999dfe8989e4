import { PartproofError } from "../domain/errors.ts";
import { sha256Hex } from "../domain/evidence.ts";
import { readFileName } from "../domain/file-name-pattern.ts";
import { type Source, sourceSchema } from "../domain/inspection.ts";
import type { Recipe } from "../domain/recipe.ts";
import type { Receipt } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";

/** A photo as a camera hands it in. */
export type Submission = {
  recipeId: string;
  /** The newest published version, if it does not say. */
  recipeVersion?: number;
  /** Names this delivery at its origin, such as a path: the same photo under the same key is inspected once. */
  sourceKey: string;
  source: Source;
  /** Who hands it in, where that is known: the name of a token or a user. Counted, not kept. */
  client?: string;
  photo: Uint8Array | AsyncIterable<Uint8Array>;
  /** For the stored file's name only; what the photo is, is decided by its content. */
  extension: string;
};

/**
 * Step 1, receive: keep the photo, remember the delivery, put it in the line. Once this resolves nothing but a
 * broken disk can lose the photo; if it throws, or the process dies, the same photo can safely be handed in again.
 * A recipe that nobody published is not an error here: the photo is kept, and inspection rejects it.
 * @throws PartproofError `overloaded` when too many photos wait already; `storage-full`
 */
export async function receiveImage(
  platform: Platform,
  submission: Submission,
): Promise<{ receipt: Receipt; duplicate: boolean }> {
  await refuseWhenFull(platform);
  const recipe = (await platform.recipes.get(submission.recipeId, submission.recipeVersion))?.recipe;
  const stored = await platform.images.put(submission.photo, submission.extension);
  const recipeRef = { id: submission.recipeId, version: recipe?.version ?? 0 };

  const received = await platform.records.receive({
    inspectionId: platform.newId(),
    dedupeKey: await dedupeKey([
      stored.sha256,
      recipeRef.id,
      String(recipeRef.version),
      submission.sourceKey,
    ]),
    receivedAt: platform.now().toISOString(),
    source: completeSource(submission.source, recipe),
    recipe: recipeRef,
    imageKey: stored.key,
    imageSha256: stored.sha256,
    imageBytes: stored.bytes,
  });

  // Also for a repeated delivery: the process may have died between remembering it and queueing it.
  const { inspectionId } = received.receipt;
  if (!received.duplicate || !(await platform.records.get(inspectionId))) {
    await platform.queue.enqueue({ inspectionId }, platform.now());
  }
  platform.telemetry.record({
    event: "image-received",
    inspectionId,
    line: received.receipt.source.line,
    recipe: recipeRef,
    client: submission.client,
    duplicate: received.duplicate,
  });
  return received;
}

/** @throws PartproofError `overloaded` when as many photos wait as the settings allow */
export async function refuseWhenFull(platform: Platform): Promise<void> {
  // Where nothing is ever refused, counting would cost more than it is worth.
  if (platform.settings.maxWaiting === Number.POSITIVE_INFINITY) return;
  const { waiting } = await platform.queue.stats(platform.now());
  if (waiting < platform.settings.maxWaiting) return;
  throw new PartproofError(
    "overloaded",
    `${waiting} photos are waiting, and at most ${platform.settings.maxWaiting} may. Hand this one in again later.`,
  );
}

async function dedupeKey(parts: string[]): Promise<string> {
  return sha256Hex(new TextEncoder().encode(JSON.stringify(parts)));
}

/** What the camera said, completed by what the recipe reads from the file name; unusable text is left out. */
function completeSource(source: Source, recipe: Recipe | undefined): Source {
  const read = recipe?.fileName ? readFileName(recipe.fileName, source.fileName) : {};
  const usable = Object.entries(read).filter(
    ([field, value]) => sourceSchema.shape[field as keyof typeof read].safeParse(value).success,
  );
  return { ...Object.fromEntries(usable), ...source };
}
