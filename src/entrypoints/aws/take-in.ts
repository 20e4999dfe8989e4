import type { S3IncomingPhotos } from "../../adapters/aws/s3-incoming-photos.ts";
import { sourceSchema } from "../../domain/inspection.ts";
import type { Platform } from "../../flow/platform.ts";
import { receiveImage } from "../../flow/receive-image.ts";
import { extensionFor, type PhotoExtension } from "../../imaging/extension-for.ts";
import { arrivalId } from "./arrival-id.ts";
import type { PhotoMessage } from "./photo-message.ts";

/** Enough of a file to tell its format. */
const HEAD_BYTES = 64;

const FROM_METADATA = ["serial", "lot", "station", "camera"] as const;

/**
 * Step 1, receive, for a photo in S3. An event that is told again finds the receipt, and the photo is not read again.
 * @returns the inspection's id
 */
export async function takeIn(
  platform: Platform,
  incoming: Pick<S3IncomingPhotos, "open">,
  arrived: PhotoMessage & { kind: "arrived" },
): Promise<string> {
  const { object, line, recipe, fileName } = arrived;
  const id = await arrivalId(object);
  if (await platform.records.getReceipt(id)) return id;
  const { content, metadata } = await incoming.open(object);
  const { receipt } = await receiveImage(
    { ...platform, newId: () => id },
    {
      recipeId: recipe,
      sourceKey: `s3:${object.bucket}/${object.key}#${object.versionId ?? ""}`,
      source: { ...usable(metadata), line, fileName },
      ...(await withExtension(content)),
    },
  );
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
