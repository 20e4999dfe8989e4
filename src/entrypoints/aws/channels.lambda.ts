import type { Context, SQSBatchResponse } from "aws-lambda";
import { createSecretText } from "../../adapters/aws/secret-text.ts";
import { deliverSideBySide } from "../../flow/deliver-side-by-side.ts";
import { unpackChannels } from "../../wiring/aws-channels.ts";
import { dynamoClient, secretsClient } from "../../wiring/aws-clients.ts";
import { readAwsConfig } from "../../wiring/aws-config.ts";
import { watchAws, wireTable } from "../../wiring/aws-parts.ts";

/** Left for a message under way: a receiver may take a minute, and what became of it has to be noted. */
const SPARE_MS = 75_000;
const LOOK_AGAIN_MS = 1000;

const config = readAwsConfig(process.env, ["table", "channelsArn", "baseUrl", "stage", "logLevel"]);
const { telemetry, tracing } = watchAws(config);
const { outboxOf } = wireTable(dynamoClient(tracing), config);
const readSecret = createSecretText({ secrets: secretsClient(tracing), secretId: config.channelsArn });

/**
 * Tells programs and chats what is due, however it was called: what the messages of the queue or the clock say does not
 * matter, since the outbox knows what has to be told. Several may run at once: each message is claimed by one of them.
 */
export async function handler(_event: unknown, context: Context): Promise<SQSBatchResponse> {
  telemetry.enter(context);
  const channels = unpackChannels(await readSecret(), config.baseUrl).map(({ name, notifier }) => ({
    ...{ outbox: outboxOf(name), notifier, telemetry },
    now: () => new Date(),
  }));
  for (const { outbox, notifier } of channels) await outbox.recover(notifier.idempotent);
  await deliverSideBySide(channels, {
    mustStop: () => context.getRemainingTimeInMillis() < SPARE_MS,
    lookAgainMs: LOOK_AGAIN_MS,
  });
  // What could not be told waits in the outbox, and the clock calls again: no message has to come twice.
  return { batchItemFailures: [] };
}
