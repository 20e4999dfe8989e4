import { expect, test } from "vitest";
import { createSqliteSessionStore } from "../../src/adapters/embedded/sqlite-session-store.ts";
import { createMemorySessionStore } from "../../src/adapters/memory/memory-session-store.ts";
import { NOW, secondsLater } from "./samples.ts";
import { describeSessionStoreContract } from "./session-store.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeSessionStoreContract("in memory", async () => createMemorySessionStore());
describeSessionStoreContract("in SQLite", async () => createSqliteSessionStore(await temporaryDatabase()));

test("a secret is nowhere in the database, and what has ended is not kept", async () => {
  const database = await temporaryDatabase();
  const store = createSqliteSessionStore(database);
  const holder = { kind: "token", id: "t" } as const;
  const secret = await store.create({ holder, now: NOW, idleMs: 1000, expiresAt: secondsLater(60) });
  const kept = JSON.stringify(database.all("SELECT * FROM sessions"));

  const later = { holder, now: secondsLater(2), idleMs: 1000, expiresAt: secondsLater(60) };
  await store.create(later);

  expect(kept).toContain('"holder_id":"t"');
  expect(kept).not.toContain(secret);
  expect(database.all("SELECT * FROM sessions")).toHaveLength(1);
});
