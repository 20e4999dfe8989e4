import type { Context } from "aws-lambda";
import { z } from "zod";
import { createS3IncomingPhotos } from "../../adapters/aws/s3-incoming-photos.ts";
import { createSqsWake } from "../../adapters/aws/sqs-wake.ts";
import { type ArrivalReconciliation, reconcileArrivals } from "../../flow/reconcile-arrivals.ts";
import { dynamoClient, s3Client, sqsClient } from "../../wiring/aws-clients.ts";
import { readAwsConfig } from "../../wiring/aws-config.ts";
import { watchAws, wireTable } from "../../wiring/aws-parts.ts";
import { arrivalId } from "./arrival-id.ts";
import { dayBefore } from "./day-before.ts";

/** Longer than a wake-up takes when nothing waits before it. */
const OVERDUE_MS = 5 * 60_000;
/** Of one call. A line that is longer has its wake-ups in the queue, and needs no second ones. */
const MOST_WOKEN = 100;

const eventSchema = z.object({ task: z.enum(["count", "wake"]).default("count") });

const config = readAwsConfig(process.env, ["table", "incomingBucket", "queueUrl", "stage", "logLevel"]);
const { telemetry, tracing } = watchAws(config);
const wake = createSqsWake({ sqs: sqsClient(tracing), queueUrl: config.queueUrl });
const { records, queue } = wireTable(dynamoClient(tracing), config, wake);
const incoming = createS3IncomingPhotos({ s3: s3Client(tracing), bucket: config.incomingBucket });

/**
 * Sees to it that every photo ends. Counts the photos of yesterday, in UTC; an event may name another day, as
 * `{"day":"2026-03-01"}`. With `{"task":"wake"}` it wakes the inspection again for photos that are due and that nobody
 * took: whoever was to send their wake-up died before.
 */
export async function handler(
  event: unknown,
  context: Context,
): Promise<ArrivalReconciliation | { woken: number }> {
  telemetry.enter(context);
  const now = () => new Date();
  if (eventSchema.parse(event ?? {}).task === "wake") {
    const woken = await queue.wakeOverdue(now(), OVERDUE_MS, MOST_WOKEN);
    if (woken > 0) telemetry.record({ event: "jobs-woken", jobs: woken });
    return { woken };
  }
  const { from, to } = dayBefore(now(), event);
  return reconcileArrivals({ records, queue, telemetry, now }, arrivals(from, to));
}

async function* arrivals(from: Date, to: Date) {
  for await (const { key, versionId } of incoming.list(from, to)) {
    yield { name: key, inspectionId: await arrivalId({ bucket: config.incomingBucket, key, versionId }) };
  }
}
