import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import { createSqliteWorkQueue } from "../../src/adapters/embedded/sqlite-work-queue.ts";
import { createMemoryWorkQueue } from "../../src/adapters/memory/memory-work-queue.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { temporaryDatabase } from "./temporary-database.ts";
import { describeWorkQueueContract } from "./work-queue.contract.ts";

describeWorkQueueContract("in memory", async () => createMemoryWorkQueue());
describeWorkQueueContract("in SQLite", async () => createSqliteWorkQueue(await temporaryDatabase()));
describeWorkQueueContract("on DynamoDB", async () => createDynamoWorkQueue(await temporaryTable()));
