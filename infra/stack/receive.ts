import { Duration } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { deliveryToQueue } from "./notify.ts";
import { privateBucket, sendEventsToEventBridge } from "./private-bucket.ts";
import type { RecordStep } from "./record.ts";
import { deadLetterQueue, RedrivenQueue } from "./redriven-queue.ts";
import { INSPECT_TIMEOUT_SECONDS } from "./time-limits.ts";

/** A photo put at incoming/<line>/<recipe>/… becomes a message in the inspect queue. */
export class Receive extends Construct {
  readonly incoming: Bucket;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** Events that EventBridge could not put into the queue. */
  readonly undelivered: Queue;
  readonly rule: Rule;

  constructor(scope: Construct, id: string, record: RecordStep) {
    super(scope, id);
    this.incoming = privateBucket(this, "Incoming", {
      encryptionKey: record.dataKey,
      versioned: true,
      serverAccessLogsBucket: record.accessLogs,
      serverAccessLogsPrefix: "incoming/",
      lifecycleRules: [
        {
          // The evidence bucket holds the photo; what is here is the delivery, kept as long as the queue's messages.
          expiration: Duration.days(14),
          noncurrentVersionExpiration: Duration.days(14),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    sendEventsToEventBridge(this.incoming);
    const inspect = new RedrivenQueue(this, "Inspect", {
      consumerTimeoutSeconds: INSPECT_TIMEOUT_SECONDS,
      // More than the flow's own tries, which bury a photo with its reason; this catches what dies before it can.
      maxReceiveCount: 8,
    });
    this.queue = inspect.queue;
    this.deadLetters = inspect.deadLetters;
    this.undelivered = deadLetterQueue(this, "Undelivered");
    this.rule = new Rule(this, "PhotoArrived", {
      description: "A photo in the incoming bucket goes to the inspect queue",
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: { bucket: { name: [this.incoming.bucketName] }, object: { key: [{ prefix: "incoming/" }] } },
      },
      targets: [new SqsQueue(this.queue, deliveryToQueue(this.undelivered))],
    });
  }
}
