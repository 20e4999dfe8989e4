import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { LambdaSchedules } from "./lambda-schedules.ts";
import { deliveryToQueue } from "./notify.ts";
import { RedrivenQueue } from "./redriven-queue.ts";
import { ServiceFunction } from "./service-function.ts";
import { handOutMessages } from "./store-access.ts";
import type { Surroundings } from "./surroundings.ts";
import { CHANNELS_TIMEOUT_SECONDS } from "./time-limits.ts";

/**
 * The Lambda that tells programs and chats, beside the digest: it may read their addresses and secrets, and send no mail.
 * Every verdict wakes it, since a channel may want to hear of all of them.
 */
export class Channels extends Construct {
  readonly function: ServiceFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** Empty when it is made: `npm run deploy` puts in what the channels are, which is no business of a template. */
  readonly secret: CfnSecret;

  constructor(scope: Construct, id: string, around: Surroundings & { failures: Queue }) {
    super(scope, id);
    const { notify, record } = around;
    this.secret = new CfnSecret(this, "Settings", {
      description: "Addresses and secrets of the channels, written by npm run deploy",
      kmsKeyId: record.dataKey.keyArn,
    });
    acknowledge(
      this.secret,
      "AwsSolutions-SMG4",
      "The secrets are shared with receivers that others run; both sides change them together, by npm run deploy.",
    );
    this.function = new ServiceFunction(this, "Tell", {
      ...around,
      entry: "channels",
      description: "Tells programs and chats of verdicts",
      memoryMb: 512,
      timeoutSeconds: CHANNELS_TIMEOUT_SECONDS,
      environment: {
        ...around.common,
        PARTPROOF_BASE_URL: around.baseUrl,
        PARTPROOF_CHANNELS_ARN: this.secret.attrId,
      },
      may: [
        ...handOutMessages(record),
        { actions: ["secretsmanager:GetSecretValue"], resources: [this.secret.attrId] },
        { actions: ["kms:Decrypt"], resources: [record.dataKey.keyArn] },
      ],
    });
    const told = new RedrivenQueue(this, "Verdicts", {
      consumerTimeoutSeconds: CHANNELS_TIMEOUT_SECONDS,
      maxReceiveCount: 8,
    });
    this.queue = told.queue;
    this.deadLetters = told.deadLetters;
    new Rule(this, "EveryVerdict", {
      description: "Every verdict wakes the channels",
      eventBus: notify.bus,
      eventPattern: { source: ["partproof"], detailType: ["inspection-completed"] },
      targets: [new SqsQueue(this.queue, deliveryToQueue(notify.undelivered))],
    });
    this.function.handler.addEventSource(
      // Few at once: each of them tells whatever is due, and a receiver is not to be flooded.
      new SqsEventSource(this.queue, { batchSize: 10, maxConcurrency: 5, reportBatchItemFailures: true }),
    );
    const schedules = new LambdaSchedules(this, "Schedules", { deadLetters: around.failures });
    schedules.every("EveryMinute", "rate(1 minute)", this.function, {});
  }
}
