import { createSqlitePersonStore } from "../../src/adapters/embedded/sqlite-person-store.ts";
import { createMemoryPersonStore } from "../../src/adapters/memory/memory-person-store.ts";
import { describePersonStoreContract } from "./person-store.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describePersonStoreContract("in memory", async () => createMemoryPersonStore());
describePersonStoreContract("in SQLite", async () => createSqlitePersonStore(await temporaryDatabase()));
