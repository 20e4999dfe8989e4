import { expect, test } from "vitest";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createDynamoReviewQueue } from "../../src/adapters/aws/dynamo-review-queue.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { createSqliteReviewQueue, FIRST_FREE } from "../../src/adapters/embedded/sqlite-review-queue.ts";
import { createMemoryMessageOutbox } from "../../src/adapters/memory/memory-message-outbox.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { createMemoryReviewQueue } from "../../src/adapters/memory/memory-review-queue.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { describeReviewQueueContract } from "./review-queue.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeReviewQueueContract("in memory", async () => {
  const reviews = createMemoryReviewQueue();
  const records = createMemoryRecordStore(createMemoryMessageOutbox(), reviews);
  return { reviews, records, connect: () => reviews };
});

describeReviewQueueContract("in SQLite", async () => {
  const database = await temporaryDatabase();
  const connect = () => createSqliteReviewQueue(database);
  return { reviews: connect(), records: createSqliteRecordStore(database), connect };
});

describeReviewQueueContract("on DynamoDB", async () => {
  const table = await temporaryTable();
  const reviews = createDynamoReviewQueue(table);
  return {
    reviews,
    records: createDynamoRecordStore(table),
    connect: () => createDynamoReviewQueue(table.connect()),
  };
});

test("the next review comes from its index without sorting", async () => {
  const database = await temporaryDatabase();

  const plan = database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${FIRST_FREE}`, 0, "[]");

  expect(plan[0]?.detail).toContain("USING INDEX review_items_by_place");
  expect(plan.map(({ detail }) => detail).join()).not.toContain("TEMP B-TREE FOR ORDER BY");
});
