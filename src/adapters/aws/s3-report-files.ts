import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { asAwsError } from "./map-aws-error.ts";

/** Reports as `reports/<name>` in a bucket; the same name again writes over it. */
export function createS3ReportFiles({ s3, bucket }: { s3: S3Client; bucket: string }) {
  return {
    /** @returns the key @throws PartproofError */
    async put(name: string, content: string, contentType: string): Promise<string> {
      const Key = `reports/${name}`;
      const put = new PutObjectCommand({ Bucket: bucket, Key, Body: content, ContentType: contentType });
      await s3.send(put).catch((error: unknown) => {
        throw asAwsError(error, `store the report ${name}`);
      });
      return Key;
    },
  };
}
