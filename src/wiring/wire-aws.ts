import type { S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { ulid } from "ulid";
import { createDynamoCheckpoints } from "../adapters/aws/dynamo-checkpoints.ts";
import { createDynamoMessageOutbox } from "../adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecipeStore } from "../adapters/aws/dynamo-recipe-store.ts";
import { createDynamoRecordStore } from "../adapters/aws/dynamo-record-store.ts";
import { createDynamoTokenStore } from "../adapters/aws/dynamo-token-store.ts";
import { createDynamoWorkQueue } from "../adapters/aws/dynamo-work-queue.ts";
import { metricService } from "../adapters/aws/metric-names.ts";
import { createPowertoolsTelemetry } from "../adapters/aws/powertools-telemetry.ts";
import { createPowertoolsTracing } from "../adapters/aws/powertools-tracing.ts";
import { createS3EvidenceVault } from "../adapters/aws/s3-evidence-vault.ts";
import { createS3ImageStore } from "../adapters/aws/s3-image-store.ts";
import type { Platform } from "../flow/platform.ts";
import { DEFAULT_PHOTO_LIMITS } from "../imaging/decode-photo.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { Job } from "../ports/work-queue.ts";
import type { AwsConfig } from "./aws-config.ts";

/**
 * Above the time that the inspect function may run (120 s), so that nobody takes a photo from a function which still
 * works on it; a function that died gives its photo back after this.
 */
const LEASE_MS = 150_000;
/** Each look asks the table: a camera that waits may wait a moment longer. */
const POLL_MS = 300;

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
    recipes: createDynamoRecipeStore(at),
    tokens: createDynamoTokenStore(at),
    outbox: createDynamoMessageOutbox(at),
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

/** The platform as the flow wants it. The only place that puts it together. */
export function wireAws(
  parts: Pick<Platform, "images" | "vault" | "records" | "recipes" | "outbox" | "queue" | "telemetry"> &
    Pick<Platform, "recognizers" | "textReader">,
  { baseUrl }: AwsConfig<"baseUrl">,
): Platform {
  return {
    ...parts,
    notifier: BY_DIGEST,
    now: () => new Date(),
    newId: () => ulid(),
    settings: {
      photoLimits: DEFAULT_PHOTO_LIMITS,
      // SQS keeps whatever comes; what must not flood us is held back by API Gateway.
      maxWaiting: Number.POSITIVE_INFINITY,
      leaseMs: LEASE_MS,
      pollMs: POLL_MS,
      baseUrl,
    },
  };
}

/** Messages leave by the digest function alone, which has a notifier of its own and may use the topic. */
const BY_DIGEST: Notifier = {
  idempotent: false,
  async send() {
    throw new Error("Only the digest function sends messages.");
  },
};
