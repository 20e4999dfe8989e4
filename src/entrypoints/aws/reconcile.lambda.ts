import type { Context } from "aws-lambda";
import { createS3IncomingPhotos } from "../../adapters/aws/s3-incoming-photos.ts";
import { type ArrivalReconciliation, reconcileArrivals } from "../../flow/reconcile-arrivals.ts";
import { dynamoClient, s3Client } from "../../wiring/aws-clients.ts";
import { readAwsConfig } from "../../wiring/aws-config.ts";
import { watchAws, wireTable } from "../../wiring/aws-parts.ts";
import { arrivalId } from "./arrival-id.ts";
import { dayBefore } from "./day-before.ts";

const config = readAwsConfig(process.env, ["table", "incomingBucket", "stage", "logLevel"]);
const { telemetry, tracing } = watchAws(config);
const { records, queue } = wireTable(dynamoClient(tracing), config);
const incoming = createS3IncomingPhotos({ s3: s3Client(tracing), bucket: config.incomingBucket });

/** Counts the photos of yesterday, in UTC; an event may name another day, as `{"day":"2026-03-01"}`. */
export async function handler(event: unknown, context: Context): Promise<ArrivalReconciliation> {
  telemetry.enter(context);
  const { from, to } = dayBefore(new Date(), event);
  return reconcileArrivals({ records, queue, telemetry, now: () => new Date() }, arrivals(from, to));
}

async function* arrivals(from: Date, to: Date) {
  for await (const { key, versionId } of incoming.list(from, to)) {
    yield { name: key, inspectionId: await arrivalId({ bucket: config.incomingBucket, key, versionId }) };
  }
}
