import { sourceSchema } from "../../domain/inspection.ts";
import type { Platform } from "../../flow/platform.ts";
import { receiveImage } from "../../flow/receive-image.ts";
import { extensionFor, type PhotoExtension } from "../../imaging/extension-for.ts";
import type { IncomingObject, PhotoMessage } from "./photo-message.ts";

/** The bucket where photos come in. */
export type IncomingPhotos = {
  /**
   * @returns the bytes, and what the camera wrote beside them, with names in lower case
   * @throws PartproofError `not-found` when the object is gone
   */
  open(object: IncomingObject): Promise<{
    content: AsyncIterable<Uint8Array>;
    metadata: Readonly<Record<string, string>>;
  }>;
};

/** Enough of a file to tell its format. */
const HEAD_BYTES = 64;

const FROM_METADATA = ["serial", "lot", "station", "camera"] as const;

/**
 * Step 1, receive, for a photo in S3. The same event told twice is the same delivery: bucket, key and version name it.
 * @returns the inspection's id
 */
export async function takeIn(
  platform: Platform,
  incoming: IncomingPhotos,
  arrived: PhotoMessage & { kind: "arrived" },
): Promise<string> {
  const { object, line, recipe, fileName } = arrived;
  const { content, metadata } = await incoming.open(object);
  const { receipt } = await receiveImage(platform, {
    recipeId: recipe,
    sourceKey: `s3:${object.bucket}/${object.key}#${object.versionId ?? ""}`,
    source: { ...usable(metadata), line, fileName },
    ...(await withExtension(content)),
  });
  return receipt.inspectionId;
}

/** What a camera writes in a way that we cannot use is left out: its photo is worth more than its lot. */
function usable(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    FROM_METADATA.flatMap((field) => {
      const value = sourceSchema.shape[field].safeParse(metadata[field]);
      return value.success && value.data !== undefined ? [[field, value.data]] : [];
    }),
  );
}

/** The photo goes on as a stream, with the pieces that had to be read to tell what it is. */
async function withExtension(
  content: AsyncIterable<Uint8Array>,
): Promise<{ photo: AsyncIterable<Uint8Array>; extension: PhotoExtension }> {
  const pieces = content[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < HEAD_BYTES) {
    const next = await pieces.next();
    if (next.done) break;
    read.push(next.value);
    bytes += next.value.length;
  }
  async function* whole() {
    yield* read;
    yield* { [Symbol.asyncIterator]: () => pieces };
  }
  return { photo: whole(), extension: extensionFor(Buffer.concat(read)) };
}
