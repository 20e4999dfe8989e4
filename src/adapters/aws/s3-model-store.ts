import { createHash } from "node:crypto";
import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { ModelStore } from "../../ports/model-store.ts";
import { createObjectModelStore } from "../object-model-store.ts";
import { asAwsError } from "./map-aws-error.ts";
import { readObject } from "./s3-object.ts";
import { writeOnce } from "./s3-write-once.ts";

const FOLDER = "models/";

/** Models as `models/<name>/<version>.ppmodel` and `.json`. A function keeps what it loaded; this reads each time. */
export function createS3ModelStore({ s3, bucket }: { s3: S3Client; bucket: string }): ModelStore {
  return createObjectModelStore({
    write: (name, content) =>
      writeOnce(s3, {
        bucket,
        key: FOLDER + name,
        body: content,
        bytes: content.length,
        sha256: createHash("sha256").update(content).digest("hex"),
      }),
    read: (name) => readObject(s3, { bucket, key: FOLDER + name }, `read model file ${name}`),
    list: (folder) => listBelow(s3, bucket, FOLDER + (folder === "" ? "" : `${folder}/`)),
  });
}

/** Names directly below a prefix: objects, and folders without their slash. */
async function listBelow(s3: S3Client, bucket: string, prefix: string): Promise<string[]> {
  const names: string[] = [];
  let from: string | undefined;
  do {
    try {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: "/", ContinuationToken: from }),
      );
      names.push(...(page.Contents ?? []).map(({ Key = "" }) => Key.slice(prefix.length)));
      names.push(...(page.CommonPrefixes ?? []).map(({ Prefix = "" }) => Prefix.slice(prefix.length, -1)));
      from = page.NextContinuationToken;
    } catch (error) {
      throw asAwsError(error, `list ${prefix} of bucket ${bucket}`);
    }
  } while (from !== undefined);
  return names;
}
