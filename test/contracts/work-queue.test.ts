import { createSqliteWorkQueue } from "../../src/adapters/embedded/sqlite-work-queue.ts";
import { createMemoryWorkQueue } from "../../src/adapters/memory/memory-work-queue.ts";
import { temporaryDatabase } from "./temporary-database.ts";
import { describeWorkQueueContract } from "./work-queue.contract.ts";

describeWorkQueueContract("in memory", async () => createMemoryWorkQueue());
describeWorkQueueContract("in SQLite", async () => createSqliteWorkQueue(await temporaryDatabase()));
