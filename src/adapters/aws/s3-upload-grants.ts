import type { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import type { UploadGrants, UploadRequest } from "../../ports/upload-grants.ts";
import { toEncodedWord } from "./encoded-words.ts";
import { incomingKey } from "./incoming-key.ts";
import { asAwsError } from "./map-aws-error.ts";

/** Long enough to begin an upload, too short to hand the grant around. */
const VALID_FOR_S = 5 * 60;

/**
 * Presigned POST forms. S3 checks key, type, size and every field against the signed policy, so a grant allows one
 * photo and nothing else; within its five minutes it can be used again, which makes another version of the same key.
 * A grant signed with the credentials of a function ends with them at the latest.
 */
export function createS3UploadGrants({ s3, bucket }: { s3: S3Client; bucket: string }): UploadGrants {
  return {
    async grant(request, now) {
      const key = incomingKey(request);
      try {
        const { url, fields } = await createPresignedPost(s3, {
          Bucket: bucket,
          Key: key,
          Fields: { "Content-Type": request.contentType, ...metadataFields(request) },
          Conditions: [["content-length-range", request.bytes, request.bytes]],
          Expires: VALID_FOR_S,
        });
        const expiresAt = new Date(now.getTime() + VALID_FOR_S * 1000).toISOString();
        return { url, fields, key, expiresAt };
      } catch (error) {
        throw asAwsError(error, "sign an upload");
      }
    },
  };
}

/** What S3 keeps beside the photo and gives back when it is read. */
function metadataFields({ serial, lot, station, camera }: UploadRequest): Record<string, string> {
  const known = Object.entries({ serial, lot, station, camera });
  return Object.fromEntries(
    known.flatMap(([name, value]) =>
      value === undefined ? [] : [[`x-amz-meta-${name}`, toEncodedWord(value)]],
    ),
  );
}
