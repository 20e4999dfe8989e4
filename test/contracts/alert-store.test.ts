import { createDynamoAlertStore } from "../../src/adapters/aws/dynamo-alert-store.ts";
import { createSqliteAlertStore } from "../../src/adapters/embedded/sqlite-alert-store.ts";
import { createMemoryAlertStore } from "../../src/adapters/memory/memory-alert-store.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { describeAlertStoreContract } from "./alert-store.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeAlertStoreContract("in memory", async () => createMemoryAlertStore());
describeAlertStoreContract("in SQLite", async () => createSqliteAlertStore(await temporaryDatabase()));
describeAlertStoreContract("on DynamoDB", async () => createDynamoAlertStore(await temporaryTable()));
