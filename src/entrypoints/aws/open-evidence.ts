import { createDynamoRecordStore } from "../../adapters/aws/dynamo-record-store.ts";
import type { Platform } from "../../flow/platform.ts";
import { dynamoClient, s3Client, UNTRACED } from "../../wiring/aws-clients.ts";
import { wireEvidence } from "../../wiring/aws-parts.ts";

/**
 * The evidence of a deployed system, to be checked from anywhere. Reads alone: whoever runs it needs to be allowed no
 * more. Region, credentials and endpoints are the SDK's affair.
 */
export function openEvidence(names: {
  table: string;
  bucket: string;
}): Pick<Platform, "vault" | "images" | "records" | "now" | "telemetry"> {
  const records = createDynamoRecordStore({ dynamo: dynamoClient(UNTRACED), table: names.table });
  // The lock is set when something is sealed, and nothing is sealed here.
  const config = { evidenceBucket: names.bucket, lockMode: "NONE" } as const;
  return {
    ...wireEvidence(s3Client(UNTRACED), config, records),
    records,
    now: () => new Date(),
    telemetry: { record() {}, failed() {} },
  };
}
