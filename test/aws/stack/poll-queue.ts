import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import type { LambdaProcess } from "./run-lambda.ts";

/** What Lambda's event source mapping does for a queue: receive, invoke, delete what did not fail. */
export function pollQueue(options: {
  sqs: SQSClient;
  queueUrl: string;
  queueArn: string;
  batchSize: number;
  reportsFailures: boolean;
  lambda: LambdaProcess;
}): { stop(): Promise<void> } {
  const { sqs, queueUrl, lambda } = options;
  let running = true;

  async function turn(): Promise<void> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(10, options.batchSize),
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      }),
    );
    if (Messages.length === 0) return;
    const Records = Messages.map((message) => recordOf(message, options.queueArn));
    const answer = (await lambda.invoke({ Records }).catch(() => undefined)) as SQSBatchResponse | undefined;
    // A function that failed as a whole leaves all of them in the queue, to come again.
    if (answer === undefined && options.reportsFailures) return;
    const failed = new Set((answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
    for (const { MessageId, ReceiptHandle } of Messages) {
      if (MessageId && failed.has(MessageId)) continue;
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }

  const polling = (async () => {
    while (running) await turn();
  })();
  return {
    async stop() {
      running = false;
      await polling;
    },
  };
}

function recordOf(message: Message, queueArn: string): SQSRecord {
  const attributes = Object.entries(message.MessageAttributes ?? {});
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    md5OfBody: message.MD5OfBody ?? "",
    attributes: message.Attributes as SQSRecord["attributes"],
    messageAttributes: Object.fromEntries(
      attributes.map(([name, { StringValue, DataType }]) => [
        name,
        { stringValue: StringValue ?? "", dataType: (DataType ?? "String") as "String" },
      ]),
    ),
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: "us-east-1",
  };
}
