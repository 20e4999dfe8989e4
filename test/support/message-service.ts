import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { buildApp } from "fauxqs";

const HOST = "127.0.0.1";

export type MessageService = Awaited<ReturnType<typeof startMessageService>>;

/** SQS and SNS of a stand-in, in this process, on a free port of this machine. */
export async function startMessageService() {
  const app = buildApp({ logger: false, host: HOST });
  await app.listen({ port: 0, host: HOST });
  const { port } = app.server.address() as { port: number };
  const endpoint = `http://${HOST}:${port}`;
  const client = {
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "test" },
  };
  const sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false });
  const sns = new SNSClient(client);

  const createQueue = async (name: string): Promise<string> => {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    return QueueUrl;
  };

  return {
    client,
    sqs,
    sns,
    createQueue,
    /** A topic, and a queue that gets what is published to it, with the subject and attributes around it. */
    async createTopic(name: string): Promise<{ topicArn: string; queueUrl: string }> {
      const queueUrl = await createQueue(`${name}-subscriber`);
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["QueueArn"] }),
      );
      const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: name }));
      const Endpoint = Attributes?.["QueueArn"];
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint }));
      return { topicArn: TopicArn, queueUrl };
    },
    /** What can be received now; it stays unseen for others for the given time. */
    async receive(queueUrl: string, visibilitySeconds = 30): Promise<Message[]> {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: visibilitySeconds,
          MessageAttributeNames: ["All"],
        }),
      );
      return Messages;
    },
    async stop() {
      sqs.destroy();
      sns.destroy();
      await app.close();
    },
  };
}
