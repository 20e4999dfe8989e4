import { Duration, Stack } from "aws-cdk-lib";
import { Archive, EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue, type SqsQueueProps } from "aws-cdk-lib/aws-events-targets";
import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Permission } from "./permissions.ts";
import type { RecordStep } from "./record.ts";
import { deadLetterQueue, RedrivenQueue } from "./redriven-queue.ts";
import { DIGEST_TIMEOUT_SECONDS } from "./time-limits.ts";

/** How EventBridge delivers to a queue: for as long as it can, and then into the dead letters. */
export function deliveryToQueue(deadLetterQueue: Queue): SqsQueueProps {
  return { deadLetterQueue, maxEventAge: Duration.hours(24), retryAttempts: 185 };
}

/** Verdicts go on an event bus; failures and reviews are gathered and go out as one mail. */
export class Notify extends Construct {
  readonly bus: EventBus;
  readonly quality: Topic;
  readonly support: Topic;
  readonly digestQueue: Queue;
  readonly digestDeadLetters: Queue;
  readonly undelivered: Queue;
  readonly rule: Rule;

  constructor(scope: Construct, id: string, record: RecordStep) {
    super(scope, id);
    const topic = (name: string, displayName: string) =>
      new Topic(this, name, { displayName, enforceSSL: true, masterKey: record.dataKey });
    this.quality = topic("Quality", "Partproof quality");
    this.support = topic("Support", "Partproof support");
    // CloudWatch publishes alarms to the encrypted topic.
    record.dataKey.addToResourcePolicy(
      new PolicyStatement({
        sid: "AlarmsToSupport",
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    this.bus = new EventBus(this, "Bus", { description: "What Partproof decided: inspection-completed" });
    new Archive(this, "Archive", {
      sourceEventBus: this.bus,
      description: "Events of the last 30 days, to play again after a fault",
      eventPattern: { source: ["partproof"] },
      retention: Duration.days(30),
    });
    const digest = new RedrivenQueue(this, "Digest", {
      consumerTimeoutSeconds: DIGEST_TIMEOUT_SECONDS,
      // One digest at a time: the pollers beside it are throttled, and each such turn counts as a receive.
      maxReceiveCount: 50,
    });
    this.digestQueue = digest.queue;
    this.digestDeadLetters = digest.deadLetters;
    this.undelivered = deadLetterQueue(this, "Undelivered");
    this.rule = new Rule(this, "NeedsAttention", {
      description: "Failed, unsure and rejected photos wake the digest",
      eventBus: this.bus,
      eventPattern: {
        source: ["partproof"],
        detailType: ["inspection-completed"],
        detail: { verdict: ["fail", "review", "rejected"] },
      },
      targets: [new SqsQueue(this.digestQueue, deliveryToQueue(this.undelivered))],
    });
  }

  publishEvents(): Permission[] {
    return [{ actions: ["events:PutEvents"], resources: [this.bus.eventBusArn] }];
  }
}
