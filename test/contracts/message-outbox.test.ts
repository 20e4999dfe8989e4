import { createSqliteMessageOutbox } from "../../src/adapters/embedded/sqlite-message-outbox.ts";
import { createMemoryMessageOutbox } from "../../src/adapters/memory/memory-message-outbox.ts";
import { describeMessageOutboxContract } from "./message-outbox.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeMessageOutboxContract("in memory", async () => {
  const outbox = createMemoryMessageOutbox();
  return { outbox, reopen: async () => outbox };
});

describeMessageOutboxContract("in SQLite", async () => {
  const database = await temporaryDatabase();
  return {
    outbox: createSqliteMessageOutbox(database),
    reopen: async () => createSqliteMessageOutbox(database),
  };
});
