import { randomUUID } from "node:crypto";
import { CreateBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import { inject } from "vitest";
import type { S3Place } from "./provide-s3.ts";
import { s3ClientAt } from "./s3-client-at.ts";

/** Whether a test that needs the S3 server can run here. */
export const hasS3 = inject("s3") !== undefined;

/** A client on the shared server, or on `endpoint` in front of it. */
export function s3Client(endpoint?: string): S3Client {
  return s3ClientAt({ ...sharedS3(), ...(endpoint === undefined ? {} : { endpoint }) });
}

export function sharedS3(): S3Place {
  const place = inject("s3");
  if (place === undefined) throw new Error("there is no S3 server here; skip what needs one by hasS3");
  if ("fault" in place) throw new Error(place.fault);
  return place;
}

/** A new bucket. `locking` is what the evidence bucket has: versions and Object Lock. */
export async function makeBucket(s3: S3Client, kind: "plain" | "locking"): Promise<string> {
  const Bucket = `test-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: kind === "locking" }));
  return Bucket;
}
