import type { Message } from "@aws-sdk/client-sqs";
import { DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { describe, test } from "vitest";
import { createS3IncomingPhotos } from "../../src/adapters/aws/s3-incoming-photos.ts";
import { createS3ModelStore } from "../../src/adapters/aws/s3-model-store.ts";
import { createS3UploadGrants } from "../../src/adapters/aws/s3-upload-grants.ts";
import { createSnsNotifier } from "../../src/adapters/aws/sns-notifier.ts";
import { createSqsDeadLetters } from "../../src/adapters/aws/sqs-dead-letters.ts";
import { createSqsVisibility } from "../../src/adapters/aws/sqs-visibility.ts";
import { createSqsWake } from "../../src/adapters/aws/sqs-wake.ts";
import { createMemoryRecognizer } from "../../src/adapters/memory/memory-recognizer.ts";
import { createMemoryTelemetry } from "../../src/adapters/memory/memory-telemetry.ts";
import { type InspectDeps, inspectBatch } from "../../src/entrypoints/aws/inspect-batch.ts";
import { createHttpApi } from "../../src/entrypoints/http-api/create-http-api.ts";
import { identifyByToken } from "../../src/entrypoints/http-api/identify-by-token.ts";
import { digestMessages } from "../../src/flow/digest-messages.ts";
import type { Role } from "../../src/ports/token-store.ts";
import { wireEvidence, wireTable } from "../../src/wiring/aws-parts.ts";
import { wireAws } from "../../src/wiring/wire-aws.ts";
import { describeMainJob, type RunningPlatform } from "../platforms/main-job.story.ts";
import { sqsEvent } from "../support/aws-events.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { type MessageService, startMessageService } from "../support/message-service.ts";
import { hasS3, makeBucket, s3Client } from "./s3-test-bucket.ts";

const BASE_URL = "http://127.0.0.1:8080";

if (hasS3) describeMainJob("AWS", startOnStandIns);
else describe("the main job on the AWS platform", () => test.skip("needs an S3 server", () => {}));

/**
 * The AWS wiring on servers that stand in for AWS: DynamoDB, SQS, SNS, and S3 with Object Lock. What wakes Lambdas on
 * AWS is a loop here. The recognizer alone is a fake, and nothing listens to the event bus: nobody has a stand-in for it.
 */
async function startOnStandIns(): Promise<RunningPlatform> {
  const { dynamo, table } = await temporaryTable();
  const messages = await startMessageService();
  const s3 = s3Client();
  const config = { table, evidenceBucket: await makeBucket(s3, "locking"), lockMode: "GOVERNANCE" } as const;
  const incomingBucket = await makeBucket(s3, "plain");
  const queueUrl = await messages.createQueue("inspect");
  const deadLetters = createSqsDeadLetters({
    sqs: messages.sqs,
    queueUrl: await messages.createQueue("dead"),
  });
  const { topicArn, queueUrl: mailbox } = await messages.createTopic("quality");
  const telemetry = createMemoryTelemetry();

  const platformWith = (wake?: Parameters<typeof wireTable>[2]) => {
    const {
      tokens,
      messagesOf,
      verifications,
      checkpoints: _unused,
      ...stores
    } = wireTable(dynamo, config, wake);
    const evidence = wireEvidence(s3, config, stores.records);
    const recognizers = { embedded: createMemoryRecognizer(() => []) };
    return {
      tokens,
      support: { messages: messagesOf([]), verifications },
      platform: wireAws(
        { ...stores, ...evidence, telemetry, recognizers },
        {
          baseUrl: BASE_URL,
          language: "en",
          timeZone: "UTC",
          contact: undefined,
          channels: [],
        },
      ),
    };
  };
  const { platform, tokens, support } = platformWith(createSqsWake({ sqs: messages.sqs, queueUrl }));
  const inspecting: InspectDeps = {
    platform: platformWith().platform,
    incoming: createS3IncomingPhotos({ s3, bucket: incomingBucket }),
    deadLetters,
    hide: createSqsVisibility({ sqs: messages.sqs, queueUrl }),
    publish: async () => {},
  };
  const notifier = createSnsNotifier({ sns: messages.sns, topicArn });
  const { outbox } = platform;
  const delivery = { outbox, notifier, telemetry, now: () => new Date() };

  const stopping = new AbortController();
  const running = [
    loop(stopping.signal, () => inspectWhatIsThere(messages, queueUrl, inspecting)),
    loop(stopping.signal, async () => {
      await digestMessages(delivery, { gapMs: 0, baseUrl: BASE_URL });
    }),
  ];
  const told: string[] = [];
  return {
    api: createHttpApi({
      platform,
      identify: identifyByToken(tokens),
      models: createS3ModelStore({ s3, bucket: incomingBucket }),
      uploads: createS3UploadGrants({ s3, bucket: incomingBucket }),
      ...support,
      version: "test",
      maxBodyBytes: 5_900_000,
    }),
    async tokenFor(role: Role) {
      return (await tokens.create({ name: `a ${role}`, role }, new Date().toISOString())).secret;
    },
    async mails() {
      for (const { Body = "" } of await messages.receive(mailbox)) {
        const id = /Inspection: (\w{26})/.exec(JSON.parse(Body).Message)?.[1];
        told.push(`inspection-${id}`);
      }
      return told;
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
      await messages.stop();
      s3.destroy();
    },
  };
}

/** What the event source mapping does: a batch to the Lambda, and whatever it does not complain of is deleted. */
async function inspectWhatIsThere(
  { sqs }: MessageService,
  QueueUrl: string,
  deps: InspectDeps,
): Promise<void> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2, VisibilityTimeout: 30 }),
  );
  if (Messages.length === 0) return;
  const { batchItemFailures } = await inspectBatch(deps, asEvent(Messages));
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  for (const { MessageId = "", ReceiptHandle } of Messages) {
    if (!failed.has(MessageId)) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}

function asEvent(messages: readonly Message[]): SQSEvent {
  const Records = messages.flatMap(
    ({ Body, MessageId = "", ReceiptHandle = "" }) =>
      sqsEvent([Body], { messageId: MessageId, receiptHandle: ReceiptHandle }).Records,
  );
  return { Records };
}

async function loop(signal: AbortSignal, step: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await step();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
