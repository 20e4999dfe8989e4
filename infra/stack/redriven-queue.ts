import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

const KEPT = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
};

/** A queue for messages that failed for good; somebody looks at each. */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, KEPT);
  acknowledge(queue, "AwsSolutions-SQS3", "It is itself where what failed ends up.");
  return queue;
}

/** A queue with its dead letters. Both keep a message for 14 days, the longest there is. */
export class RedrivenQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  /** @param consumerTimeoutSeconds of the Lambda that reads it: a message stays hidden six times as long */
  constructor(
    scope: Construct,
    id: string,
    props: { consumerTimeoutSeconds: number; maxReceiveCount: number },
  ) {
    super(scope, id);
    this.deadLetters = deadLetterQueue(this, "DeadLetters");
    this.queue = new Queue(this, "Queue", {
      ...KEPT,
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount },
    });
  }
}
