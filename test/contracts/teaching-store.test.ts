import { createSqliteTeachingStore } from "../../src/adapters/embedded/sqlite-teaching-store.ts";
import { createMemoryTeachingStore } from "../../src/adapters/memory/memory-teaching-store.ts";
import { describeTeachingStoreContract } from "./teaching-store.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeTeachingStoreContract("in memory", async () => createMemoryTeachingStore());
describeTeachingStoreContract("in SQLite", async () => createSqliteTeachingStore(await temporaryDatabase()));
