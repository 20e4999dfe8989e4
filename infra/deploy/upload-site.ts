import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

const SITE = fileURLToPath(new URL("../site/", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Put the static files in place and let CloudFront forget the old ones. */
export async function uploadSite(
  clients: { s3: S3Client; cloudFront: CloudFrontClient },
  to: { bucket: string; distributionId: string },
): Promise<void> {
  for (const file of await readdir(SITE)) {
    const type = TYPES[extname(file)];
    if (type === undefined)
      throw new Error(`There is no content type for ${file}; enter it in upload-site.ts.`);
    const put = { Bucket: to.bucket, Key: file, Body: await readFile(join(SITE, file)), ContentType: type };
    await clients.s3.send(new PutObjectCommand(put));
  }
  await clients.cloudFront.send(
    new CreateInvalidationCommand({
      DistributionId: to.distributionId,
      InvalidationBatch: { CallerReference: String(Date.now()), Paths: { Quantity: 1, Items: ["/*"] } },
    }),
  );
}
