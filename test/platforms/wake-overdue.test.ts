import { createHash } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import { CONTEXT } from "../support/aws-events.ts";
import { operation, startAwsJsonServer } from "../support/aws-json-server.ts";
import { temporaryTable } from "../support/dynalite-table.ts";

const MINUTE_MS = 60_000;

const messageSchema = z.strictObject({
  QueueUrl: z.string(),
  MessageBody: z.string(),
  DelaySeconds: z.literal(0),
});
const answer = ({ MessageBody }: z.infer<typeof messageSchema>) => ({
  MessageId: "1",
  MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex"),
});

afterEach(() => vi.unstubAllEnvs());

test("A photo whose wake-up was never sent is announced by the clock, and one that just came is not.", async () => {
  const { dynamo, table } = await temporaryTable();
  const sqs = await startAwsJsonServer({ "AmazonSQS.SendMessage": operation(messageSchema, answer) });
  try {
    const { protocol, hostname, port } = (await dynamo.config.endpoint?.()) ?? {};
    for (const [name, value] of Object.entries({
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "key",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}`,
      AWS_ENDPOINT_URL_SQS: sqs.client.endpoint,
      PARTPROOF_TABLE: table,
      PARTPROOF_INCOMING_BUCKET: "incoming",
      PARTPROOF_QUEUE_URL: `${sqs.client.endpoint}/111122223333/inspect`,
      PARTPROOF_LOG_LEVEL: "error",
    }))
      vi.stubEnv(name, value);
    const diesBeforeItWakes = createDynamoWorkQueue({ dynamo, table });
    await diesBeforeItWakes.enqueue({ inspectionId: "forgotten" }, new Date(Date.now() - 10 * MINUTE_MS));
    await diesBeforeItWakes.enqueue({ inspectionId: "new" }, new Date());
    const { handler } = await import("../../src/entrypoints/aws/reconcile.lambda.ts");

    const answered = await handler({ task: "wake" }, CONTEXT);

    expect(answered).toEqual({ woken: 1 });
    expect(sqs.calls.map(({ input }) => input)).toMatchObject([
      { MessageBody: '{"inspectionId":"forgotten"}' },
    ]);
  } finally {
    await sqs.stop();
  }
});
