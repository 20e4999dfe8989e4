import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { listVersions, type VersionedObject } from "../../src/adapters/aws/s3-object-versions.ts";

/** All that a bucket holds under one key: versions, newest first, and delete markers. */
export async function versionsOf(s3: S3Client, bucket: string, key: string): Promise<VersionedObject> {
  for await (const object of listVersions(s3, { bucket, prefix: key })) if (object.key === key) return object;
  return { key, versions: [], markers: [] };
}

/** The id of the only version of an object. */
export async function onlyVersion(s3: S3Client, bucket: string, key: string): Promise<string> {
  const { versions, markers } = await versionsOf(s3, bucket, key);
  const [version] = versions;
  if (version !== undefined && versions.length === 1 && markers.length === 0) return version.id;
  throw new Error(`${key} has ${versions.length} versions and ${markers.length} delete markers`);
}

/** Lay a newer version over an object, as somebody who may write to the bucket could. */
export async function writeOver(s3: S3Client, bucket: string, key: string, content: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
}
