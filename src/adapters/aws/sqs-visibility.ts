import { ChangeMessageVisibilityCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { asAwsError } from "./map-aws-error.ts";

/** SQS hides a message for at most twelve hours. */
const MAX_SECONDS = 12 * 60 * 60;

/**
 * Hold a received message back for a while.
 * @returns a function that throws PartproofError when the message is no longer ours to hold
 */
export function createSqsVisibility(deps: {
  sqs: SQSClient;
  queueUrl: string;
}): (message: { receiptHandle: string }, delayMs: number) => Promise<void> {
  return async ({ receiptHandle: ReceiptHandle }, delayMs) => {
    const VisibilityTimeout = Math.min(MAX_SECONDS, Math.max(0, Math.ceil(delayMs / 1000)));
    const change = { QueueUrl: deps.queueUrl, ReceiptHandle, VisibilityTimeout };
    await deps.sqs.send(new ChangeMessageVisibilityCommand(change)).catch((error: unknown) => {
      throw asAwsError(error, "hold a message back");
    });
  };
}
