import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import { afterAll, onTestFinished } from "vitest";
import type { DynamoTable } from "../../src/adapters/aws/dynamo-items.ts";
import { RECORDS_TABLE } from "../../src/adapters/aws/dynamo-table.ts";

/** One server a test file, in this process, on a port that the system gives. */
let endpoint: Promise<string> | undefined;
let tables = 0;

async function startServer(): Promise<string> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAllOfFile.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const afterAllOfFile: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of afterAllOfFile) await stop();
});

/**
 * A table of its own for the running test. `connect` opens it once more, as another process would;
 * `maxAttempts` 1 for one that takes the first answer for the last.
 */
export async function temporaryTable(): Promise<DynamoTable & { connect: Connect }> {
  endpoint ??= startServer();
  const url = await endpoint;
  tables += 1;
  const table = `records-${tables}`;
  const connect: Connect = (options = {}) => ({ dynamo: openClient(url, options), table });
  const first = connect();
  await first.dynamo.send(new CreateTableCommand(tableNamed(table)));
  while (!(await isReady(first))) await new Promise((resolve) => setTimeout(resolve, 2));
  return { ...first, connect };
}

async function isReady({ dynamo, table }: DynamoTable): Promise<boolean> {
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: table }));
  return Table?.TableStatus === "ACTIVE";
}

type Connect = (options?: { maxAttempts?: number }) => DynamoTable;

function openClient(url: string, options: { maxAttempts?: number }): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    ...options,
    endpoint: url,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  onTestFinished(() => client.destroy());
  return DynamoDBDocumentClient.from(client);
}

function tableNamed(TableName: string): ConstructorParameters<typeof CreateTableCommand>[0] {
  const { partitionKey, sortKey, indexes } = RECORDS_TABLE;
  const keySchema = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: "HASH" as const },
    { AttributeName: sort, KeyType: "RANGE" as const },
  ];
  const keys = new Set([partitionKey, sortKey, ...indexes.flatMap((i) => [i.partitionKey, i.sortKey])]);
  return {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [...keys].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: [...index.includes] },
    })),
  };
}
