import { createSqliteReplayStore } from "../../src/adapters/embedded/sqlite-replay-store.ts";
import { createMemoryReplayStore } from "../../src/adapters/memory/memory-replay-store.ts";
import { describeReplayStoreContract } from "./replay-store.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeReplayStoreContract("in memory", async () => createMemoryReplayStore());
describeReplayStoreContract("in SQLite", async () => createSqliteReplayStore(await temporaryDatabase()));
