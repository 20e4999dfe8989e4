import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, PutObjectLockConfigurationCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import dynalite from "dynalite";
import { buildApp } from "fauxqs";
import { type BusRule, startEventBridge } from "./event-bridge.ts";
import { startFaultProxy } from "./fault-proxy.ts";
import { pollQueue } from "./poll-queue.ts";
import { type LambdaRuntime, runLambda } from "./run-lambda.ts";
import { startSecretsManager } from "./secrets-manager.ts";
import { type Named, readTemplate } from "./template.ts";

const HOST = "127.0.0.1";
const ACCOUNT = "111111111111";
const REGION = "us-east-1";

/**
 * Messages whose function died come back after this long. The template's own time, six times the function's
 * timeout, is looked at by the template's tests; here nobody waits for it.
 */
export const VISIBILITY_SECONDS = 6;

export type RunningStack = Awaited<ReturnType<typeof runStack>>;

/**
 * The synthesized template, running: its buckets on a real S3 server, its table, queues and topics on stand-ins,
 * its rules and event sources carried out, and its functions as the bundles that the CDK built, each in a process
 * of the Lambda runtime. Between functions and services stand proxies that can take a service away.
 */
export async function runStack(options: {
  folder: string;
  stack: string;
  s3: { endpoint: string; accessKeyId: string; secretAccessKey: string };
  /** Knows the same key as the S3 server. */
  rekognition: { endpoint: string };
  runtime: LambdaRuntime;
}) {
  const run = randomUUID().slice(0, 8);
  const template = readTemplate(options.folder, options.stack);
  const { endpoint: s3Url, ...credentials } = options.s3;
  const closing: (() => Promise<unknown>)[] = [];

  const messages = buildApp({ logger: false });
  await messages.listen({ port: 0, host: HOST });
  const messagesUrl = `http://${HOST}:${(messages.server.address() as AddressInfo).port}`;
  const database = dynalite({ createTableMs: 0 });
  database.listen(0, HOST);
  await once(database, "listening");
  const databaseUrl = `http://${HOST}:${(database.address() as AddressInfo).port}`;

  // The stand-in knows a queue only by the URL that it gave, whose host cannot be reached; functions connect to the
  // host in the URL. So they are told the proxy's URL, and the proxy says the stand-in's.
  const queueHost = `http://sqs.${REGION}.localhost:${new URL(messagesUrl).port}/`;
  const sqsProxy = await startFaultProxy(messagesUrl, (body) =>
    body.replaceAll(`${sqsProxy.url}/`, queueHost),
  );
  const client = { region: REGION, credentials };
  const s3 = new S3Client({ ...client, endpoint: s3Url, forcePathStyle: true });
  const sqs = new SQSClient({ ...client, endpoint: messagesUrl, useQueueUrlAsEndpoint: false });
  const sns = new SNSClient({ ...client, endpoint: messagesUrl });
  const dynamo = new DynamoDBClient({ ...client, endpoint: databaseUrl });

  for (const bucket of template.of("AWS::S3::Bucket")) await createBucket(bucket);
  for (const type of ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"])
    for (const table of template.of(type)) await createTable(table);
  const queues = await createQueues();
  const mailboxes = new Map<string, string>();
  for (const topic of template.of("AWS::SNS::Topic")) mailboxes.set(topic.id, await createTopic(topic));
  for (const bus of template.of("AWS::Events::EventBus")) template.provide(bus.id, `bus-${bus.id}`);
  for (const { id } of template.of("AWS::Lambda::Function"))
    template.provide(id, id, { Arn: arn("lambda", `function:${id}`) });

  // Nobody calls these here; functions check that what they are told has the right form.
  for (const { id } of template.of("AWS::CloudFront::Distribution"))
    template.provide(id, id, { DomainName: "partproof.example.com" });
  for (const { id } of template.of("AWS::Cognito::UserPool")) template.provide(id, `${REGION}_test`);

  for (const { id } of template.of("AWS::SecretsManager::Secret"))
    template.provide(id, arn("secretsmanager", `secret:${id}`), {
      Id: arn("secretsmanager", `secret:${id}`),
    });

  const events = await startEventBridge(busRules());
  const secrets = await startSecretsManager();
  const proxies = {
    s3: await startFaultProxy(s3Url),
    dynamodb: await startFaultProxy(databaseUrl),
    sqs: sqsProxy,
    sns: await startFaultProxy(messagesUrl),
    eventbridge: await startFaultProxy(events.url),
    rekognition: await startFaultProxy(options.rekognition.endpoint),
    secrets_manager: await startFaultProxy(secrets.url),
  };
  const lambdas = new Map(
    await Promise.all(
      template.of("AWS::Lambda::Function").map(async (fn) => [fn.id, await startFunction(fn)] as const),
    ),
  );
  for (const mapping of template.of("AWS::Lambda::EventSourceMapping")) poll(mapping);

  async function createBucket({ id, Properties }: Named): Promise<void> {
    const name = `${run}-${id.toLowerCase().slice(0, 40)}`;
    const locked = Properties["ObjectLockEnabled"] === true;
    await s3.send(new CreateBucketCommand({ Bucket: name, ObjectLockEnabledForBucket: locked }));
    const rule = template.resolve(Properties["ObjectLockConfiguration"]) as
      | { ObjectLockEnabled: "Enabled"; Rule?: { DefaultRetention: { Mode: "GOVERNANCE"; Years: number } } }
      | undefined;
    if (rule) {
      const configuration = { Bucket: name, ObjectLockConfiguration: rule };
      await s3.send(new PutObjectLockConfigurationCommand(configuration));
    }
    template.provide(id, name, { Arn: `arn:aws:s3:::${name}`, RegionalDomainName: `${name}.s3.test` });
  }

  async function createTable({ id, Properties: p }: Named): Promise<void> {
    const name = `${run}-${id}`;
    const indexes = p["GlobalSecondaryIndexes"] as
      | ConstructorParameters<typeof CreateTableCommand>[0]["GlobalSecondaryIndexes"]
      | undefined;
    await dynamo.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: p["KeySchema"] as [],
        AttributeDefinitions: p["AttributeDefinitions"] as [],
        ...(indexes ? { GlobalSecondaryIndexes: indexes } : {}),
      }),
    );
    template.provide(id, name, { Arn: arn("dynamodb", `table/${name}`) });
  }

  async function createQueues(): Promise<Map<string, { url: string; arn: string }>> {
    const made = new Map<string, { url: string; arn: string }>();
    // Dead-letter queues first: the others name them.
    const all = template
      .of("AWS::SQS::Queue")
      .toSorted(
        (a, b) =>
          Number(a.Properties["RedrivePolicy"] !== undefined) -
          Number(b.Properties["RedrivePolicy"] !== undefined),
      );
    for (const { id, Properties } of all) {
      const policy = template.resolve(Properties["RedrivePolicy"]);
      const name = `${run}-${id}`;
      const { QueueUrl = "" } = await sqs.send(
        new CreateQueueCommand({
          QueueName: name,
          Attributes: {
            VisibilityTimeout: String(VISIBILITY_SECONDS),
            ...(policy ? { RedrivePolicy: JSON.stringify(policy) } : {}),
          },
        }),
      );
      const queue = queueAt(QueueUrl);
      made.set(id, queue);
      const reachable = queue.url.replace(queueHost, `${sqsProxy.url}/`);
      template.provide(id, reachable, { Arn: queue.arn, QueueName: name });
    }
    return made;
  }

  function queueAt(url: string): { url: string; arn: string } {
    const [account = "", name = ""] = url.slice(queueHost.length).split("/");
    return { url, arn: `arn:aws:sqs:${REGION}:${account}:${name}` };
  }

  /** @returns the URL of a queue that gets what the topic gets, as a subscriber's mailbox */
  async function createTopic({ id }: Named): Promise<string> {
    const name = `${run}-${id}`;
    const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: name }));
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-mailbox` }));
    const mailbox = queueAt(QueueUrl);
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: mailbox.arn }));
    template.provide(id, TopicArn, { TopicName: name });
    return mailbox.url;
  }

  function busRules(): BusRule[] {
    return template.of("AWS::Events::Rule").map(({ id, Properties }) => {
      const targets = (template.resolve(Properties["Targets"] ?? []) as { Arn: string }[]).map(({ Arn }) => {
        const queue = [...queues.values()].find((known) => known.arn === Arn);
        if (!queue) throw new Error(`Rule ${id} has the target ${Arn}, which is no queue of this stack.`);
        return queue.url;
      });
      return {
        bus: String(template.resolve(Properties["EventBusName"] ?? "default")),
        pattern: template.resolve(Properties["EventPattern"]),
        async deliver(event) {
          for (const QueueUrl of targets)
            await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
        },
      };
    });
  }

  async function startFunction(fn: Named) {
    const { Properties } = fn;
    const variables = (Properties["Environment"] as { Variables?: object } | undefined)?.Variables ?? {};
    const layers = (template.resolve(Properties["Layers"] ?? []) as string[]).map((ref) =>
      ref.replace(/^unknown:/, ""),
    );
    const layer = template.of("AWS::Lambda::LayerVersion").find(({ id }) => layers.includes(id));
    const environment = template.resolve(variables) as Record<string, string>;
    const lambda = await runLambda({
      runtime: options.runtime,
      directory: template.asset(fn),
      handler: String(Properties["Handler"]),
      ...(layer ? { layer: template.asset(layer) } : {}),
      timeoutMs: Number(Properties["Timeout"]) * 1000,
      environment: {
        ...environment,
        AWS_REGION: REGION,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        ...Object.fromEntries(
          Object.entries(proxies).map(([name, { url }]) => [`AWS_ENDPOINT_URL_${name.toUpperCase()}`, url]),
        ),
      },
    });
    closing.push(() => lambda.stop());
    return lambda;
  }

  function poll({ id, Properties: p }: Named): void {
    const source = template.resolve(p["EventSourceArn"]);
    const queue = [...queues.values()].find((known) => known.arn === source);
    const lambda = lambdas.get(String(template.resolve(p["FunctionName"])));
    if (!queue || !lambda) throw new Error(`${id} joins ${source} to a function that is not there.`);
    const poller = pollQueue({
      sqs,
      queueUrl: queue.url,
      queueArn: queue.arn,
      batchSize: Number(p["BatchSize"] ?? 10),
      reportsFailures: JSON.stringify(p["FunctionResponseTypes"] ?? "").includes("ReportBatchItemFailures"),
      lambda,
    });
    // Before the functions: a poller that is waiting for one would wait for ever.
    closing.unshift(() => poller.stop());
  }

  const one = <T>(map: ReadonlyMap<string, T>, part: string): T => {
    const found = [...map].filter(([id]) => id.startsWith(part));
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources begin with ${part}.`);
    return found[0][1];
  };

  function nameOf(part: string, type: string): string {
    const ids = template.of(type).filter(({ id }) => id.startsWith(part));
    if (ids.length !== 1) throw new Error(`${ids.length} resources of type ${type} begin with ${part}.`);
    return String(template.resolve({ Ref: ids[0]?.id }));
  }

  return {
    s3,
    sqs,
    dynamo,
    proxies,
    publishEvent: events.publish,
    /** The one resource whose id in the template begins so. */
    lambda: (part: string) => one(lambdas, part),
    queue: (part: string) => one(queues, part).url,
    /** How long a message of a queue stays hidden from when it is received next. */
    async hideFor(part: string, seconds: number): Promise<void> {
      const Attributes = { VisibilityTimeout: String(seconds) };
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: one(queues, part).url, Attributes }));
    },
    /** Fill a secret, as the deploy script does. */
    putSecret: (part: string, text: string) => secrets.put(nameOf(part, "AWS::SecretsManager::Secret"), text),
    mailbox: (part: string) => one(mailboxes, part),
    nameOf,
    async stop() {
      for (const close of closing) await close();
      await Promise.all(Object.values(proxies).map((proxy) => proxy.stop()));
      await events.stop();
      await secrets.stop();
      await messages.close();
      database.closeAllConnections();
      database.close();
    },
  };
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
