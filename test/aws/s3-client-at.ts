import { S3Client } from "@aws-sdk/client-s3";
import type { S3Place } from "./provide-s3.ts";

/** A client as the product would be given one, for a server that is not in AWS. */
export function s3ClientAt({ endpoint, accessKeyId, secretAccessKey }: S3Place): S3Client {
  return new S3Client({
    endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
}
