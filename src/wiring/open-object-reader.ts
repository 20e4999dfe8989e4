import type { ObjectReader } from "../ports/object-reader.ts";
import type { Config } from "./config.ts";

/** An object store that does not answer must not hold up a caller for ever. */
const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * What reads `S3Object`s, where an S3 server is configured. The AWS SDK is loaded here and only then: a server without
 * it starts faster and needs less memory. Its credentials are found by the SDK, in the places AWS documents.
 */
export async function openObjectReader(s3: Config["s3"]): Promise<ObjectReader | undefined> {
  if (!s3) return undefined;
  const [{ S3Client }, { createS3ObjectReader }] = await Promise.all([
    import("@aws-sdk/client-s3"),
    import("../adapters/aws/s3-object-reader.ts"),
  ]);
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: s3.region,
    // Servers of one's own rarely have a host name a bucket.
    forcePathStyle: true,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });
  return createS3ObjectReader({ s3: client });
}
