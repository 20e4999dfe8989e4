import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import {
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { PartproofError } from "../../domain/errors.ts";
import { asAwsError, awsStatus } from "./map-aws-error.ts";

/** How often a write is tried while others are writing the same name, and how long apart. */
const TRIES = 5;
const PAUSE_MS = 50;

export type NewObject = {
  bucket: string;
  key: string;
  /** A function makes the stream of each try: a stream is read once. */
  body: Uint8Array | (() => Readable);
  bytes: number;
  /** Of the body, in hex: S3 refuses content that does not arrive as it was sent. */
  sha256: string;
} & Pick<PutObjectCommandInput, "ContentType" | "ObjectLockMode" | "ObjectLockRetainUntilDate">;

/**
 * Write an object unless its key is taken; durable once this resolves. Of many writers one gets the key
 * (`If-None-Match: *`), and no second version is made.
 * @returns `exists` when the key was taken; `unclear` when it was, but perhaps by a first try of this very call
 *   whose answer got lost
 * @throws PartproofError as by {@link asAwsError}
 */
export async function writeOnce(s3: S3Client, object: NewObject): Promise<"written" | "exists" | "unclear"> {
  const { bucket, key, body, bytes, sha256, ...rest } = object;
  for (let left = TRIES; left > 0; left--) {
    try {
      await s3.send(
        new PutObjectCommand({
          ...rest,
          Bucket: bucket,
          Key: key,
          Body: body instanceof Uint8Array ? body : body(),
          ContentLength: bytes,
          ChecksumSHA256: Buffer.from(sha256, "hex").toString("base64"),
          IfNoneMatch: "*",
        }),
      );
      return "written";
    } catch (error) {
      if (awsStatus(error) === 412) return wasRepeated(error) ? "unclear" : "exists";
      // Somebody is writing it at this moment and may yet fail: neither written nor taken.
      if (awsStatus(error) !== 409) throw asAwsError(error, `store ${key}`);
    }
    await pause(PAUSE_MS * Math.random());
  }
  throw new PartproofError("unavailable", `Others kept writing ${key} at the same moment; try again.`);
}

function wasRepeated(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.$metadata.attempts ?? 1) > 1;
}
