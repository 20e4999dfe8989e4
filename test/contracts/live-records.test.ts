import { expect, test } from "vitest";
import {
  CHANGES_AFTER,
  createSqliteLiveRecords,
  LINES,
} from "../../src/adapters/embedded/sqlite-live-records.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { describeLiveRecordsContract } from "./live-records.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeLiveRecordsContract("in memory", async () => {
  const records = createMemoryRecordStore();
  return { records, live: records.live };
});

describeLiveRecordsContract("in SQLite", async () => {
  const database = await temporaryDatabase();
  return { records: createSqliteRecordStore(database), live: createSqliteLiveRecords(database) };
});

test("what is new is found by keys alone, however much there is", async () => {
  const database = await temporaryDatabase();

  const plan = database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${CHANGES_AFTER}`, 1, 2);

  expect(plan.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SEARCH e USING INTEGER PRIMARY KEY \(rowid>\?\)/),
    expect.stringMatching(/^SEARCH i USING INDEX sqlite_autoindex_inspections_1 \(id=\?\)/),
    expect.stringMatching(/^SEARCH d USING INTEGER PRIMARY KEY \(rowid=\?\)/),
  ]);
});

test("lines are found by stepping through an index, not by reading it", async () => {
  const database = await temporaryDatabase();

  const plan = database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${LINES}`, 1);

  const onInspections = plan.map(({ detail }) => detail).filter((detail) => detail.includes("inspections"));
  expect(onInspections).toHaveLength(3);
  for (const detail of onInspections)
    expect(detail).toMatch(/^SEARCH .* USING COVERING INDEX inspections_by_line/);
});
