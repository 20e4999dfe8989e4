import { Duration } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { LambdaSchedules } from "./lambda-schedules.ts";
import { ServiceFunction } from "./service-function.ts";
import { publishTo, writeTable } from "./store-access.ts";
import type { Surroundings } from "./surroundings.ts";
import { DIGEST_TIMEOUT_SECONDS } from "./time-limits.ts";

/** The Lambda that claims all messages that are due, and sends one mail a recipe and kind. */
export class Digest extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, around: Surroundings & { failures: Queue }) {
    super(scope, id);
    const { settings, notify } = around;
    this.function = new ServiceFunction(this, "Digest", {
      ...around,
      entry: "digest",
      description: "Gathers failures and reviews into one mail",
      memoryMb: 512,
      timeoutSeconds: DIGEST_TIMEOUT_SECONDS,
      reservedConcurrency: 1,
      environment: {
        ...around.common,
        PARTPROOF_BASE_URL: around.baseUrl,
        PARTPROOF_QUALITY_TOPIC: notify.quality.topicArn,
      },
      may: [...writeTable(around.record), ...publishTo(notify.quality, around.record)],
    });
    this.function.handler.addEventSource(
      new SqsEventSource(notify.digestQueue, {
        batchSize: 1000,
        maxBatchingWindow: Duration.seconds(settings.digestWindowSeconds),
        reportBatchItemFailures: true,
      }),
    );
    const schedules = new LambdaSchedules(this, "Schedules", { deadLetters: around.failures });
    schedules.every("EveryFiveMinutes", "rate(5 minutes)", this.function, {});
  }
}
