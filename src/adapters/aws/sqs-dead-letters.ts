import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { oneLine } from "../../domain/mail-words.ts";
import { asAwsError } from "./map-aws-error.ts";

/** Copies of the messages of photos that were given up, where support looks for them and can redrive them. */
export type DeadLetterQueue = {
  /** @throws PartproofError */
  put(letter: { body: string; inspectionId: string; reason: string }): Promise<void>;
  /**
   * Take out the copy of one inspection, because it was redriven elsewhere.
   * @returns how many there were; 0 also where it lies deeper in the queue than was looked: redriven later, it finds
   *   its inspection done, and does no harm
   * @throws PartproofError
   */
  remove(inspectionId: string): Promise<number>;
};

const BATCH = 10;
/** At most this many batches are looked through, so that a long queue does not hold up an API call. */
const MAX_BATCHES = 20;
/** Others cannot see a message for so long while we look; it is put back sooner than this. */
const LOOK_SECONDS = 30;
const MAX_REASON = 500;

export function createSqsDeadLetters(deps: { sqs: SQSClient; queueUrl: string }): DeadLetterQueue {
  const { sqs, queueUrl: QueueUrl } = deps;

  const putBack = async (messages: readonly Message[]) => {
    for (let at = 0; at < messages.length; at += BATCH) {
      const Entries = messages.slice(at, at + BATCH).map(({ ReceiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle,
        VisibilityTimeout: 0,
      }));
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    }
  };

  const takeOut = async (inspectionId: string) => {
    const others: Message[] = [];
    let removed = 0;
    try {
      for (let batch = 0; batch < MAX_BATCHES; batch++) {
        const received = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: BATCH,
            VisibilityTimeout: LOOK_SECONDS,
            WaitTimeSeconds: 1,
            MessageAttributeNames: ["inspectionId"],
          }),
        );
        if (!received.Messages?.length) break;
        for (const message of received.Messages) {
          if (inspectionOf(message) !== inspectionId) others.push(message);
          else {
            await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
            removed += 1;
          }
        }
        if (removed > 0) break;
      }
    } finally {
      await putBack(others);
    }
    return removed;
  };

  return {
    async put({ body, inspectionId, reason }) {
      const send = new SendMessageCommand({
        QueueUrl,
        MessageBody: body,
        MessageAttributes: {
          inspectionId: { DataType: "String", StringValue: inspectionId },
          reason: { DataType: "String", StringValue: oneLine(reason, MAX_REASON) || "unknown" },
        },
      });
      await sqs.send(send).catch((error: unknown) => {
        throw asAwsError(error, `keep a dead letter of inspection ${inspectionId}`);
      });
    },
    async remove(inspectionId) {
      return await takeOut(inspectionId).catch((error: unknown) => {
        throw asAwsError(error, `take the dead letter of inspection ${inspectionId} out of its queue`);
      });
    },
  };
}

function inspectionOf({ MessageAttributes }: Message): string | undefined {
  return MessageAttributes?.["inspectionId"]?.StringValue;
}
