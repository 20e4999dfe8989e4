import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { PartproofError } from "../../domain/errors.ts";
import type { ObjectReader, ObjectRef } from "../../ports/object-reader.ts";

const MISSING = new Set(["NoSuchKey", "NoSuchBucket", "NoSuchVersion", "NotFound"]);
const FORBIDDEN = new Set(["AccessDenied", "Forbidden", "InvalidAccessKeyId", "SignatureDoesNotMatch"]);
/** What the store says of a name or version it can never have. */
const MEANINGLESS = new Set(["InvalidArgument", "InvalidBucketName", "KeyTooLongError"]);

/** Objects of S3, or of a server that speaks its protocol. */
export function createS3ObjectReader({ s3 }: { s3: Pick<S3Client, "send"> }): ObjectReader {
  return {
    async read(ref, maxBytes) {
      const tooLarge = () =>
        new PartproofError("too-large", `${urlOf(ref)} has more than ${maxBytes} bytes.`);
      try {
        const answer = await s3.send(
          new GetObjectCommand({ Bucket: ref.bucket, Key: ref.key, VersionId: ref.version }),
        );
        const chunks: Uint8Array[] = [];
        let bytes = 0;
        // Counted as it comes: a store need not say how much it will send, and what it says need not be true.
        for await (const chunk of (answer.Body ?? []) as AsyncIterable<Uint8Array>) {
          bytes += chunk.length;
          // Leaving the loop closes the connection.
          if (bytes > maxBytes) throw tooLarge();
          chunks.push(chunk);
        }
        return Buffer.concat(chunks);
      } catch (error) {
        throw explain(error, ref);
      }
    },
  };
}

function explain(cause: unknown, ref: ObjectRef): PartproofError {
  if (cause instanceof PartproofError) return cause;
  const name = cause instanceof Error ? cause.name : "";
  if (MISSING.has(name) || MEANINGLESS.has(name)) {
    return new PartproofError("not-found", `There is no ${urlOf(ref)} (${name}).`, { cause });
  }
  if (FORBIDDEN.has(name)) {
    return new PartproofError("forbidden", `${urlOf(ref)} may not be read (${name}).`, { cause });
  }
  return new PartproofError("unavailable", `${urlOf(ref)} cannot be read now. Try again.`, { cause });
}

function urlOf({ bucket, key }: ObjectRef): string {
  return `s3://${bucket}/${key}`;
}
