import { Readable } from "node:stream";
import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from "@aws-sdk/client-s3";
import { PartproofError } from "../../domain/errors.ts";
import { asAwsError, awsStatus } from "./map-aws-error.ts";

export type ObjectRef = { bucket: string; key: string; versionId?: string | undefined };

/** An object that is being read; `content` comes piece by piece and is read once. */
export type OpenObject = { answer: GetObjectCommandOutput; content: Readable };

/**
 * @param doing as for {@link asAwsError}
 * @returns undefined when there is no such object, or a delete marker hides it
 */
export async function openObject(
  s3: S3Client,
  { bucket, key, versionId }: ObjectRef,
  doing: string,
): Promise<OpenObject | undefined> {
  try {
    const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    if (answer.Body instanceof Readable) return { answer, content: answer.Body };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw asAwsError(error, doing);
  }
  throw new PartproofError("internal", `AWS could not ${doing}: it answered without content.`, {
    retryable: true,
  });
}

/** The whole of an object; undefined when there is none. */
export async function readObject(
  s3: S3Client,
  ref: ObjectRef,
  doing: string,
): Promise<Uint8Array | undefined> {
  const opened = await openObject(s3, ref, doing);
  return opened && allOf(opened, doing);
}

/** The rest of an open object. */
export async function allOf({ content }: OpenObject, doing: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(content, doing)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

/** What comes of an open object; a connection that breaks off is `unavailable`, never a short object. */
export async function* piecesOf(content: Readable, doing: string): AsyncIterable<Uint8Array> {
  try {
    for await (const piece of content) yield piece as Uint8Array;
  } catch (error) {
    throw asAwsError(error, doing);
  }
}

/** A missing object, not a missing bucket: that is a fault of the deployment, which no caller may pass over. */
export function isMissing(error: unknown): boolean {
  return awsStatus(error) === 404 && error instanceof Error && error.name !== "NoSuchBucket";
}
