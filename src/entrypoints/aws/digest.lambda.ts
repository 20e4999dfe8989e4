import type { Context, SQSBatchResponse } from "aws-lambda";
import { createSnsNotifier } from "../../adapters/aws/sns-notifier.ts";
import { digestMessages } from "../../flow/digest-messages.ts";
import { dynamoClient, snsClient } from "../../wiring/aws-clients.ts";
import { readAwsConfig } from "../../wiring/aws-config.ts";
import { watchAws, wireTable } from "../../wiring/aws-parts.ts";

/** SNS deactivates a mail subscription that gets more than ten messages a second. */
const GAP_MS = 250;

const config = readAwsConfig(process.env, ["table", "qualityTopic", "baseUrl", "stage", "logLevel"]);
const { telemetry, tracing } = watchAws(config);
const { outbox } = wireTable(dynamoClient(tracing), config);
const notifier = createSnsNotifier({ sns: snsClient(tracing), topicArn: config.qualityTopic });
const delivery = { outbox, notifier, telemetry, now: () => new Date() };

/**
 * Tells what is due, however it was called: what the messages of the queue or the clock say does not matter, since the
 * outbox knows what has to be told. It runs once at a time.
 */
export async function handler(_event: unknown, context: Context): Promise<SQSBatchResponse> {
  telemetry.enter(context);
  await outbox.recover(notifier.idempotent);
  await digestMessages(delivery, { gapMs: GAP_MS, baseUrl: config.baseUrl });
  // What could not be sent waits in the outbox, and the clock calls again: no message has to come twice.
  return { batchItemFailures: [] };
}
