import { createDynamoKeptReports } from "../../src/adapters/aws/dynamo-kept-reports.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createSqliteKeptReports } from "../../src/adapters/embedded/sqlite-kept-reports.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { describeKeptReportsContract } from "./kept-reports.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeKeptReportsContract("in memory", async () => {
  const records = createMemoryRecordStore();
  return { records, reports: records.keptReports };
});

describeKeptReportsContract("in SQLite", async () => {
  const database = await temporaryDatabase();
  return { records: createSqliteRecordStore(database), reports: createSqliteKeptReports(database) };
});

describeKeptReportsContract("on DynamoDB", async () => {
  const table = await temporaryTable();
  return { records: createDynamoRecordStore(table), reports: createDynamoKeptReports(table) };
});
