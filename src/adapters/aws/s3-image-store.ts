import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectTaggingCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import type { ImageKey, ImageStore, StoredImage } from "../../ports/image-store.ts";
import { checkPhotoExtension, checkPhotoKey, describePhoto, JUST_HANDED_IN_MS } from "../photo-key.ts";
import { asAwsError } from "./map-aws-error.ts";
import { isMissing, openObject, piecesOf, readObject } from "./s3-object.ts";
import { listVersions, type VersionedObject } from "./s3-object-versions.ts";
import { asDeletionError, headObject } from "./s3-retention.ts";
import { writeOnce } from "./s3-write-once.ts";
import { checkSize, spoolToFile } from "./spool-to-file.ts";

/** Above any photo, below what the disk of a function holds. */
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** Sent from memory up to this size, because only then can a try that failed be repeated. */
const IN_MEMORY_BYTES = 32 * 1024 * 1024;

const HANDED_IN_TAG = "partproof-handed-in";

export type S3ImageStoreOptions = { s3: S3Client; bucket: string; maxBytes?: number };

/**
 * Photos as `photos/ab/<sha256>.<extension>`, one version each. Works with and without versioning.
 * The bucket should be the vault's, so that its lock holds them; needs `s3:ListBucket`, without which S3 answers
 * 403 instead of 404 for what is not there.
 */
export function createS3ImageStore(options: S3ImageStoreOptions): ImageStore {
  const { s3, bucket, maxBytes = DEFAULT_MAX_BYTES } = options;
  const refOf = (key: ImageKey) => ({ bucket, key: photoObjectKey(key) });

  /**
   * Whether the photo is stored already. One that lay for a while is marked as handed in now, so that it is not
   * removed as outdated at this moment. By a tag: writing the object anew would make a second version.
   */
  async function isStored({ key, bytes }: StoredImage): Promise<boolean> {
    const found = await headObject(s3, refOf(key), `look for photo ${key}`);
    if (found === undefined) return false;
    if (found.ContentLength !== bytes) {
      throw new PartproofError(
        "damaged",
        `Photo ${key} is stored with ${found.ContentLength} bytes, expected ${bytes}. Run partproof verify.`,
      );
    }
    const age = Date.now() - (found.LastModified?.getTime() ?? 0);
    return age < JUST_HANDED_IN_MS / 2 || markHandedIn(s3, refOf(key));
  }

  async function keep(image: StoredImage, body: Uint8Array | (() => Readable)): Promise<void> {
    if (await isStored(image)) return;
    const { bytes, sha256 } = image;
    const outcome = await writeOnce(s3, { ...refOf(image.key), body, bytes, sha256 });
    if (outcome !== "written") await isStored(image);
  }

  return {
    async put(content, extension) {
      checkPhotoExtension(extension);
      if (content instanceof Uint8Array) {
        checkSize(content.length, maxBytes);
        const image = describePhoto(await sha256Hex(content), content.length, extension);
        await keep(image, content);
        return image;
      }
      return spoolToFile(content, maxBytes, async ({ path, sha256, bytes }) => {
        const image = describePhoto(sha256, bytes, extension);
        await keep(image, bytes <= IN_MEMORY_BYTES ? await readFile(path) : () => createReadStream(path));
        return image;
      });
    },

    async get(key) {
      checkPhotoKey(key);
      const content = await readObject(s3, refOf(key), `read photo ${key}`);
      if (content === undefined) throw notFound(key);
      return content;
    },

    async *stream(key) {
      checkPhotoKey(key);
      const opened = await openObject(s3, refOf(key), `read photo ${key}`);
      if (opened === undefined) throw notFound(key);
      yield* piecesOf(opened.content, `read photo ${key}`);
    },

    async remove(key, now) {
      checkPhotoKey(key);
      const ref = refOf(key);
      const found = await findObject(s3, ref);
      if (found === undefined || found.versions.length === 0) return false;
      const handedIn = [...found.versions.map((v) => v.lastModified), await lastHandedIn(s3, ref)];
      if (handedIn.some((at) => at.getTime() > now.getTime() - JUST_HANDED_IN_MS)) return false;
      // By version: a deletion without one would only lay a marker over the photo, which would stay, hidden.
      for (const versionId of [...found.versions.map((v) => v.id), ...found.markers]) {
        try {
          await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: ref.key, VersionId: versionId }));
        } catch (error) {
          throw await asDeletionError(error, s3, { ...ref, versionId });
        }
      }
      return true;
    },
  };
}

/** Where a photo lies in the bucket. */
export function photoObjectKey(key: ImageKey): string {
  return `photos/${key}`;
}

async function findObject(
  s3: S3Client,
  ref: { bucket: string; key: string },
): Promise<VersionedObject | undefined> {
  for await (const object of listVersions(s3, { bucket: ref.bucket, prefix: ref.key })) {
    if (object.key === ref.key) return object;
  }
  return undefined;
}

/** @returns false when the photo went in this moment */
async function markHandedIn(
  s3: S3Client,
  { bucket, key }: { bucket: string; key: string },
): Promise<boolean> {
  const TagSet = [{ Key: HANDED_IN_TAG, Value: new Date().toISOString() }];
  try {
    await s3.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging: { TagSet } }));
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw asAwsError(error, `note that ${key} was handed in again`);
  }
}

/** The time of the tag; the beginning of time without one. */
async function lastHandedIn(s3: S3Client, { bucket, key }: { bucket: string; key: string }): Promise<Date> {
  try {
    const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key }));
    const at = Date.parse(TagSet.find((tag) => tag.Key === HANDED_IN_TAG)?.Value ?? "");
    return new Date(Number.isNaN(at) ? 0 : at);
  } catch (error) {
    // Hidden by a delete marker: nobody handed it in after that.
    if (isMissing(error)) return new Date(0);
    throw asAwsError(error, `read the tags of ${key}`);
  }
}

function notFound(key: ImageKey): PartproofError {
  return new PartproofError("not-found", `There is no photo ${key}.`);
}
