import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Job } from "../../ports/work-queue.ts";
import { asAwsError } from "./map-aws-error.ts";

/** SQS puts nothing off for longer; whoever is woken too early finds the job not due yet. */
const MAX_DELAY_SECONDS = 900;

/** The body of a wake-up, for whoever receives it. */
export type WakeUp = Job;

/**
 * Tells the inspect queue that a job wants a worker. The job itself is in the ledger: a wake-up may come twice, or
 * late, and does no harm.
 * @returns a function that throws PartproofError when nobody could be told
 */
export function createSqsWake(deps: {
  sqs: SQSClient;
  queueUrl: string;
}): (job: Job, delaySeconds: number) => Promise<void> {
  return async ({ inspectionId }, delaySeconds) => {
    const wakeUp: WakeUp = { inspectionId };
    const send = new SendMessageCommand({
      QueueUrl: deps.queueUrl,
      MessageBody: JSON.stringify(wakeUp),
      DelaySeconds: Math.min(MAX_DELAY_SECONDS, Math.max(0, Math.ceil(delaySeconds))),
    });
    await deps.sqs.send(send).catch((error: unknown) => {
      throw asAwsError(error, `wake a worker for inspection ${inspectionId}`);
    });
  };
}
