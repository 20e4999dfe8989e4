import { expect, test } from "vitest";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { countQuery, listQuery } from "../../src/adapters/embedded/sqlite-inspection-query.ts";
import { createSqliteMessageOutbox } from "../../src/adapters/embedded/sqlite-message-outbox.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { createMemoryMessageOutbox } from "../../src/adapters/memory/memory-message-outbox.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { describeRecordQueryContract } from "./record-query.contract.ts";
import { describeRecordStoreContract } from "./record-store.contract.ts";
import { inspectionEvidence, sampleMessage, sealedAt } from "./samples.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeRecordStoreContract("in memory", async () => {
  const outbox = createMemoryMessageOutbox();
  return { records: createMemoryRecordStore(outbox), outbox };
});

describeRecordStoreContract("in SQLite", async () => {
  const database = await temporaryDatabase();
  return { records: createSqliteRecordStore(database), outbox: createSqliteMessageOutbox(database) };
});

describeRecordStoreContract("on DynamoDB", async () => {
  const table = await temporaryTable();
  return { records: createDynamoRecordStore(table), outbox: createDynamoMessageOutbox(table) };
});

describeRecordQueryContract("in memory", async () => createMemoryRecordStore());
describeRecordQueryContract("in SQLite", async () => createSqliteRecordStore(await temporaryDatabase()));
describeRecordQueryContract("on DynamoDB", async () => createDynamoRecordStore(await temporaryTable()));

test.each([
  [{}, "inspections_by_time"],
  [{ from: "2026-01-01", to: "2026-02-01" }, "inspections_by_time"],
  [{ recipe: "widget" }, "inspections_by_recipe"],
  [{ line: "line-1", from: "2026-01-01" }, "inspections_by_line"],
  [{ serial: "SN-1", line: "line-1", recipe: "widget", verdict: "fail" }, "inspections_by_serial"],
  [{ lot: "LOT-1", verdict: "fail" }, "inspections_by_lot"],
  [{ verdict: "review", line: "line-1" }, "inspections_by_verdict"],
  [{ verdict: "pass", line: "line-1" }, "inspections_by_line"],
  [{ verdict: "pass" }, "inspections_by_verdict"],
] as const)("a page of %j comes from the index %s without sorting", async (filter, index) => {
  const database = await temporaryDatabase();
  const cursor = Buffer.from(JSON.stringify([1, "a"])).toString("base64url");
  const { sql, values } = listQuery(filter, { limit: 20, cursor });

  const plan = database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);

  expect(plan.map((step) => step.detail)).toEqual([expect.stringContaining(`USING INDEX ${index} `)]);
});

test.each([
  [{}, "inspections_by_time"],
  [{ recipe: "widget" }, "inspections_by_recipe"],
  [{ line: "line-1", from: "2026-01-01" }, "inspections_by_line"],
  [{ serial: "SN-1" }, "inspections_by_serial"],
  [{ lot: "LOT-1" }, "inspections_by_lot"],
  [{ verdict: "fail" }, "inspections_by_verdict"],
] as const)("verdicts of %j are counted in the index %s alone", async (filter, index) => {
  const database = await temporaryDatabase();
  const { sql, values } = countQuery(filter);

  const plan = database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);

  expect(plan.map((step) => step.detail)).toContainEqual(
    expect.stringMatching(new RegExp(`^SEARCH inspections USING COVERING INDEX ${index} `)),
  );
});

test("a page far back is sought at its cursor, not walked to from the newest inspection", () => {
  const cursor = Buffer.from(JSON.stringify([1000, "a"])).toString("base64url");
  const range = { from: new Date(0).toISOString(), to: "2026-03-01T00:00:00Z" };

  const bounds = (filter: Parameters<typeof listQuery>[0]) => listQuery(filter, { limit: 20, cursor }).values;

  // From, before, and the cursor itself: SQLite seeks by the first two alone.
  expect(bounds(range)).toEqual([0, 1001, 1000, "a", 21]);
  expect(bounds({ to: new Date(500).toISOString() }).slice(1)).toEqual([500, 1000, "a", 21]);
});

test("a record that cannot be written takes its messages and its place in the chain with it", async () => {
  const database = await temporaryDatabase();
  const records = createSqliteRecordStore(database);
  const entry = await sealedAt(1, inspectionEvidence());
  database.run("CREATE TRIGGER refuse BEFORE INSERT ON messages BEGIN SELECT raise(ABORT, 'no'); END");

  const recording = records.record(entry, [sampleMessage("m")]);

  await expect(recording).rejects.toThrow();
  expect(await records.recordedHash(1)).toBeUndefined();
  expect(await records.get(sealedInspectionId(entry))).toBeUndefined();
  expect(await records.recordedThrough()).toBe(0);
});

function sealedInspectionId(entry: Awaited<ReturnType<typeof sealedAt>>): string {
  return entry.kind === "inspection" ? entry.inspection.id : "";
}
