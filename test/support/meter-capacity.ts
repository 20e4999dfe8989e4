import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { DynamoTable, Item } from "../../src/adapters/aws/dynamo-items.ts";
import { RECORDS_TABLE, type TableIndex } from "../../src/adapters/aws/dynamo-table.ts";

export type Capacity = {
  /** Write request units, of the table and of all indexes, by DynamoDB's published rules. */
  tableWrites: number;
  indexWrites: number;
  /** Read request units, as the server in the test reports them. */
  reads: number;
};

/**
 * Meter what calls cost from now on. The server in the test knows no cost of indexes, so the table is looked at
 * before and after every write: for tables of a few items only.
 * @param watched what is metered, opened apart from `table`
 */
export function meterCapacity(watched: DynamoTable, table: DynamoTable): Capacity {
  const used: Capacity = { tableWrites: 0, indexWrites: 0, reads: 0 };
  watched.dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      const isWrite = /^(Put|Update|Delete)Item/.test(context.commandName ?? "");
      if (!isWrite) {
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
        used.reads += reportedUnits(answer.output);
        return answer;
      }
      const before = await allItems(table);
      const answer = await next(args).finally(async () => {
        const after = await allItems(table);
        // A write that its condition refuses, or that changes nothing, is paid for as one.
        let units = 0;
        for (const key of new Set([...before.keys(), ...after.keys()])) {
          const [old, now] = [before.get(key), after.get(key)];
          if (JSON.stringify(old) === JSON.stringify(now)) continue;
          units += Math.max(unitsOf(old), unitsOf(now));
          for (const index of RECORDS_TABLE.indexes) used.indexWrites += indexUnits(index, old, now);
        }
        used.tableWrites += Math.max(1, units);
      });
      return answer;
    },
    { step: "initialize", priority: "high", name: "meterCapacity" },
  );
  return used;
}

/** The bytes of an item as DynamoDB counts them: names and values; a number is about a byte for two digits. */
export function bytesOf(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );
}

/** The bytes of all copies of an item in indexes. */
export function indexBytesOf(item: Item): number {
  return RECORDS_TABLE.indexes.reduce((sum, index) => sum + bytesOf(copied(index, item) ?? {}), 0);
}

function valueBytes(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  return typeof value === "number"
    ? Math.ceil(String(value).length / 2) + 1
    : Buffer.byteLength(String(value));
}

export async function allItems({ dynamo, table }: DynamoTable): Promise<Map<string, Item>> {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return new Map(Items.map((item) => [`${item["pk"]} ${item["sk"]}`, item]));
}

/** What an index copies of an item; nothing where one of its keys is missing. */
function copied(index: TableIndex, item: Item | undefined): Item | undefined {
  if (item?.[index.partitionKey] === undefined || item[index.sortKey] === undefined) return undefined;
  const names = ["pk", "sk", index.partitionKey, index.sortKey, ...index.includes];
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}

/** One write for a new, changed or removed copy; two, a removal and a new one, where its key has changed. */
function indexUnits(index: TableIndex, before: Item | undefined, after: Item | undefined): number {
  const [old, now] = [copied(index, before), copied(index, after)];
  if (JSON.stringify(old) === JSON.stringify(now)) return 0;
  const isMoved =
    old?.[index.partitionKey] !== now?.[index.partitionKey] || old?.[index.sortKey] !== now?.[index.sortKey];
  return isMoved ? unitsOf(old) + unitsOf(now) : Math.max(unitsOf(old), unitsOf(now));
}

function unitsOf(item: Item | undefined): number {
  return item === undefined ? 0 : Math.ceil(bytesOf(item) / 1024);
}

function reportedUnits(output: object): number {
  if (!("ConsumedCapacity" in output)) return 0;
  const reported = [output.ConsumedCapacity].flat() as ({ CapacityUnits?: number } | undefined)[];
  return reported.reduce((sum, one) => sum + (one?.CapacityUnits ?? 0), 0);
}
