import type { Context, SQSBatchResponse } from "aws-lambda";
import { createSnsNotifier } from "../../adapters/aws/sns-notifier.ts";
import { applyRules } from "../../flow/apply-rules.ts";
import { digestMessages } from "../../flow/digest-messages.ts";
import { createDeadLetterSignal } from "../../flow/signal-dead-letters.ts";
import { dynamoClient, snsClient } from "../../wiring/aws-clients.ts";
import { readAwsConfig, TELLING } from "../../wiring/aws-config.ts";
import { watchAws, wireTable } from "../../wiring/aws-parts.ts";
import { tellingOf } from "../../wiring/telling-of.ts";

/** SNS deactivates a mail subscription that gets more than ten messages a second. */
const GAP_MS = 250;
/** Of the rules, in one run; what they have not heard then they hear in the next. */
const MOST_STEPS = 20;

const config = readAwsConfig(process.env, ["table", "qualityTopic", ...TELLING, "stage", "logLevel"]);
const { telemetry, tracing } = watchAws(config);
const { outbox, rules, records, recipes, queue } = wireTable(dynamoClient(tracing), config);
const notifier = createSnsNotifier({ sns: snsClient(tracing), topicArn: config.qualityTopic });
const now = () => new Date();
const delivery = { outbox, notifier, telemetry, now };
const ruled = {
  outbox,
  rules,
  records,
  recipes,
  queue,
  telemetry,
  now,
  settings: tellingOf(config),
};
const signalDeadLetters = createDeadLetterSignal(ruled);

/**
 * Tells what is due, however it was called: what the messages of the queue or the clock say does not matter, since the
 * outbox knows what has to be told. It runs once at a time.
 */
export async function handler(_event: unknown, context: Context): Promise<SQSBatchResponse> {
  telemetry.enter(context);
  await outbox.recover(notifier.idempotent);
  await rules.inbox.recover(true);
  await signalDeadLetters();
  for (let step = 0; step < MOST_STEPS && (await applyRules(ruled)); step++);
  await digestMessages(delivery, { gapMs: GAP_MS, baseUrl: config.baseUrl });
  // What could not be sent waits in the outbox, and the clock calls again: no message has to come twice.
  return { batchItemFailures: [] };
}
