import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { PartproofError } from "../../domain/errors.ts";
import { asAwsError } from "./map-aws-error.ts";

/** What the adapters on DynamoDB are given; the table is as in dynamo-table.ts. */
export type DynamoTable = { dynamo: DynamoDBDocumentClient; table: string };

export type Key = { pk: string; sk: string };
export type Value = string | number | boolean | Uint8Array;
export type Item = Record<string, unknown>;

/**
 * Expressions of DynamoDB. Every `#name` stands for the attribute of that name, so that none can be a reserved
 * word; every `:name` for the value of that name.
 */
export type Update = { change: string; when?: string; values: Record<string, Value> };
export type ItemQuery = {
  /** Without it the table itself, strongly consistent; an index may lag behind by a moment. */
  index?: string;
  where: string;
  filter?: string;
  values: Record<string, Value>;
  descending?: boolean;
  /** Items looked at in one call, before `filter`; as many as fit into 1 MB if not given. */
  pageSize?: number;
};

/**
 * Single items and queries, in the few shapes that the adapters need. Reads are strongly consistent.
 * @throws PartproofError, all of them: `unavailable` and retryable where AWS asks for fewer calls or does not answer
 */
export type Items = {
  get(key: Key): Promise<Item | undefined>;
  /** In no particular order; what is not there is left out. */
  getMany(keys: readonly Key[]): Promise<Item[]>;
  /** @returns false, and changes nothing, when there is such an item already */
  putNew(item: Key & Record<string, Value>): Promise<boolean>;
  /** Makes the item if `when` lets it. @returns the whole item afterwards; nothing when `when` was not fulfilled */
  update(key: Key, update: Update): Promise<Item | undefined>;
  /** Also when it is not there. */
  remove(key: Key): Promise<void>;
  query(query: ItemQuery): AsyncGenerator<Item>;
  count(query: ItemQuery): Promise<number>;
};

export function openItems({ dynamo, table: TableName }: DynamoTable): Items {
  function pages(query: ItemQuery): QueryCommandInput {
    return {
      TableName,
      ...(query.index === undefined ? { ConsistentRead: true } : { IndexName: query.index }),
      KeyConditionExpression: query.where,
      ...(query.filter === undefined ? {} : { FilterExpression: query.filter }),
      ...placeholders(`${query.where} ${query.filter ?? ""}`, query.values),
      ScanIndexForward: query.descending !== true,
      ...(query.pageSize === undefined ? {} : { Limit: query.pageSize }),
    };
  }

  return {
    async get(key) {
      const command = new GetCommand({ TableName, Key: key, ConsistentRead: true });
      return (await translated("read from the table", () => dynamo.send(command))).Item;
    },

    async getMany(keys) {
      const found: Item[] = [];
      for (let start = 0; start < keys.length; start += KEYS_A_CALL) {
        found.push(...(await getUpTo100(keys.slice(start, start + KEYS_A_CALL))));
      }
      return found;
    },

    async putNew(item) {
      const command = new PutCommand({
        TableName,
        Item: item,
        ConditionExpression: "attribute_not_exists(pk)",
      });
      return (await unlessRefused(() => dynamo.send(command))) !== undefined;
    },

    async update(key, { change, when, values }) {
      const command = new UpdateCommand({
        TableName,
        Key: key,
        UpdateExpression: change,
        ...(when === undefined ? {} : { ConditionExpression: when }),
        ...placeholders(`${change} ${when ?? ""}`, values),
        ReturnValues: "ALL_NEW",
      });
      return (await unlessRefused(() => dynamo.send(command)))?.Attributes;
    },

    async remove(key) {
      const command = new DeleteCommand({ TableName, Key: key });
      await translated("write to the table", () => dynamo.send(command));
    },

    async *query(query) {
      let from: Item | undefined;
      do {
        const command = new QueryCommand({ ...pages(query), ...(from ? { ExclusiveStartKey: from } : {}) });
        const page = await translated("search the table", () => dynamo.send(command));
        yield* page.Items ?? [];
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    },

    async count(query) {
      let count = 0;
      let from: Item | undefined;
      do {
        const command = new QueryCommand({
          ...pages(query),
          Select: "COUNT",
          ...(from ? { ExclusiveStartKey: from } : {}),
        });
        const page = await translated("count in the table", () => dynamo.send(command));
        count += page.Count ?? 0;
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return count;
    },
  };

  /** A busy table leaves keys out of its answer instead of failing: those are asked for again. */
  async function getUpTo100(keys: readonly Key[]): Promise<Item[]> {
    const found: Item[] = [];
    let missing: Item[] = [...keys];
    for (let attempt = 0; missing.length > 0; attempt++) {
      if (attempt === MOST_ATTEMPTS) {
        throw new PartproofError("unavailable", "The table is too busy to be read. Try again in a moment.");
      }
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, FIRST_DELAY_MS * 2 ** attempt));
      const command = new BatchGetCommand({
        RequestItems: { [TableName]: { Keys: missing, ConsistentRead: true } },
      });
      const { Responses, UnprocessedKeys } = await translated("read from the table", () =>
        dynamo.send(command),
      );
      found.push(...(Responses?.[TableName] ?? []));
      missing = UnprocessedKeys?.[TableName]?.Keys ?? [];
    }
    return found;
  }
}

const KEYS_A_CALL = 100;
const MOST_ATTEMPTS = 6;
const FIRST_DELAY_MS = 25;

/** An update that sets what has a value and removes what has none. */
export function assign(fields: Record<string, Value | undefined>): Update {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const sets = given.map(([name]) => `#${name} = :${name}`);
  const removes = Object.keys(fields).filter((name) => fields[name] === undefined);
  const change = [
    ...(sets.length > 0 ? [`SET ${sets.join(", ")}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.map((name) => `#${name}`).join(", ")}`] : []),
  ].join(" ");
  return { change, values: Object.fromEntries(given) };
}

/** An update that sets what has a value and is not there yet. */
export function assignAbsent(fields: Record<string, Value | undefined>): Update {
  const { values } = assign(fields);
  const sets = Object.keys(values).map((name) => `#${name} = if_not_exists(#${name}, :${name})`);
  return { change: `SET ${sets.join(", ")}`, values };
}

function placeholders(expressions: string, values: Record<string, Value>) {
  const names = [...expressions.matchAll(/#(\w+)/g)].map(([placeholder, name]) => [placeholder, name]);
  return {
    ...(names.length > 0 ? { ExpressionAttributeNames: Object.fromEntries(names) } : {}),
    ...(Object.keys(values).length > 0
      ? {
          ExpressionAttributeValues: Object.fromEntries(
            Object.entries(values).map(([name, value]) => [`:${name}`, value]),
          ),
        }
      : {}),
  };
}

async function translated<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asAwsError(error, doing);
  }
}

/** @returns nothing when the condition of a write was not fulfilled, which is an answer and no error */
async function unlessRefused<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw asAwsError(error, "write to the table");
  }
}
