import type { S3Client } from "@aws-sdk/client-s3";
import { PartproofError } from "../../domain/errors.ts";
import { fromEncodedWords } from "./encoded-words.ts";
import { INCOMING_FOLDER } from "./incoming-key.ts";
import { openObject, piecesOf } from "./s3-object.ts";
import { listVersions } from "./s3-object-versions.ts";

/** One delivery: what somebody put under a key at one time. Without a version, what is there now. */
export type IncomingObject = { bucket: string; key: string; versionId?: string };

export type ListedDelivery = { key: string; versionId: string; bytes: number; at: Date };

/** The bucket that photos come into, as `incoming/<line>/<recipe>/<file>`. */
export type S3IncomingPhotos = {
  /**
   * @returns the bytes, to be read once, and what was written beside them, by names in lower case
   * @throws PartproofError `not-found` when the delivery has expired or was deleted; `invalid-input` for an object
   *   of another bucket or folder
   */
  open(object: IncomingObject): Promise<{
    content: AsyncIterable<Uint8Array>;
    metadata: Readonly<Record<string, string>>;
    bytes: number;
  }>;
  /**
   * What was put from one time, inclusive, to another, exclusive, and is still there, also where something newer has
   * its key. Reads the list of the whole bucket, which should hold days, not years. No folders.
   */
  list(from: Date, to: Date): AsyncIterable<ListedDelivery>;
};

export function createS3IncomingPhotos({ s3, bucket }: { s3: S3Client; bucket: string }): S3IncomingPhotos {
  return {
    async open({ bucket: asked, key, versionId }) {
      // What to read comes with a message: it must not make this role read for whoever sent it.
      if (asked !== bucket || !key.startsWith(INCOMING_FOLDER)) {
        throw new PartproofError(
          "invalid-input",
          `Expected an object below ${INCOMING_FOLDER} of bucket ${bucket}; got ${JSON.stringify(`${asked}/${key}`.slice(0, 200))}.`,
        );
      }
      const doing = `read ${key}`;
      const opened = await openObject(s3, { bucket, key, versionId }, doing);
      if (opened === undefined) {
        throw new PartproofError(
          "not-found",
          `There is no ${key}${versionId === undefined ? "" : ` in version ${versionId}`} any more. Hand the photo in again.`,
        );
      }
      const { answer, content } = opened;
      const metadata = Object.entries(answer.Metadata ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        fromEncodedWords(value),
      ]);
      return {
        content: piecesOf(content, doing),
        metadata: Object.fromEntries(metadata),
        bytes: answer.ContentLength ?? 0,
      };
    },

    async *list(from, to) {
      for await (const { key, versions } of listVersions(s3, { bucket, prefix: INCOMING_FOLDER })) {
        if (key.endsWith("/")) continue;
        for (const { id, lastModified, bytes } of versions) {
          if (lastModified >= from && lastModified < to)
            yield { key, versionId: id, bytes, at: lastModified };
        }
      }
    },
  };
}
