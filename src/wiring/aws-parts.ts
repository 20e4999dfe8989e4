import type { S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createDynamoAlertStore } from "../adapters/aws/dynamo-alert-store.ts";
import { createDynamoCheckpoints } from "../adapters/aws/dynamo-checkpoints.ts";
import { createDynamoKeptReports } from "../adapters/aws/dynamo-kept-reports.ts";
import { createDynamoMessageLedger } from "../adapters/aws/dynamo-message-ledger.ts";
import { createDynamoMessageOutbox } from "../adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecipeStore } from "../adapters/aws/dynamo-recipe-store.ts";
import { createDynamoRecordStore } from "../adapters/aws/dynamo-record-store.ts";
import { createDynamoReviewQueue } from "../adapters/aws/dynamo-review-queue.ts";
import { createDynamoRuleStates } from "../adapters/aws/dynamo-rule-states.ts";
import { createDynamoTokenStore } from "../adapters/aws/dynamo-token-store.ts";
import { createDynamoVerificationLog } from "../adapters/aws/dynamo-verification-log.ts";
import { createDynamoWorkQueue } from "../adapters/aws/dynamo-work-queue.ts";
import { metricService } from "../adapters/aws/metric-names.ts";
import { createPowertoolsTelemetry } from "../adapters/aws/powertools-telemetry.ts";
import { createPowertoolsTracing } from "../adapters/aws/powertools-tracing.ts";
import { createS3EvidenceVault } from "../adapters/aws/s3-evidence-vault.ts";
import { createS3ImageStore } from "../adapters/aws/s3-image-store.ts";
import { RULES_CHANNEL } from "../domain/message.ts";
import type { Platform } from "../flow/platform.ts";
import type { Job } from "../ports/work-queue.ts";
import type { AwsConfig } from "./aws-config.ts";

/*
 * The AWS adapters, grouped as the functions need them. Nothing here reads photos, so a function that has none to read
 * does not load an image library.
 */

/** Log, metrics and traces of a function, the same for all of them. */
export function watchAws({ stage, logLevel }: AwsConfig<"stage" | "logLevel">) {
  const service = metricService(stage);
  return {
    telemetry: createPowertoolsTelemetry({ service, logLevel }),
    tracing: createPowertoolsTracing({ service }),
  };
}

/** What lies in the table. @param wake tells a worker of a job; without it the workers are told by other means */
export function wireTable(
  dynamo: DynamoDBDocumentClient,
  { table }: AwsConfig<"table">,
  wake?: (job: Job, delaySeconds: number) => Promise<void>,
) {
  const at = { dynamo, table };
  return {
    records: createDynamoRecordStore(at),
    reviews: createDynamoReviewQueue(at),
    recipes: createDynamoRecipeStore(at),
    tokens: createDynamoTokenStore(at),
    keptReports: createDynamoKeptReports(at),
    /** Of mail. */
    outbox: createDynamoMessageOutbox(at),
    outboxOf: (channel: string) => createDynamoMessageOutbox({ ...at, channel }),
    messagesOf: (channels: readonly string[]) => createDynamoMessageLedger({ ...at, channels }),
    verifications: createDynamoVerificationLog(at),
    rules: {
      inbox: createDynamoMessageOutbox({ ...at, channel: RULES_CHANNEL }),
      states: createDynamoRuleStates(at),
      alerts: createDynamoAlertStore(at),
    },
    checkpoints: createDynamoCheckpoints(at),
    queue: createDynamoWorkQueue({ ...at, ...(wake ? { wake } : {}) }),
  };
}

/** What lies in the evidence bucket. */
export function wireEvidence(
  s3: S3Client,
  { evidenceBucket: bucket, lockMode }: AwsConfig<"evidenceBucket" | "lockMode">,
  records: Platform["records"],
): Pick<Platform, "images" | "vault"> {
  const images = createS3ImageStore({ s3, bucket });
  return { images, vault: createS3EvidenceVault({ s3, bucket, lockMode, images, records }) };
}
