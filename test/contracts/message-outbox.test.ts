import { hostname } from "node:os";
import { expect, test } from "vitest";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createSqliteMessageOutbox } from "../../src/adapters/embedded/sqlite-message-outbox.ts";
import { createMemoryMessageOutbox } from "../../src/adapters/memory/memory-message-outbox.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { describeMessageOutboxContract } from "./message-outbox.contract.ts";
import { NOW, sampleMessage, secondsLater } from "./samples.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeMessageOutboxContract("in memory", async () => {
  const held: NonNullable<Parameters<typeof createMemoryMessageOutbox>[0]>["held"] = new Map();
  const of = (channel: string) => createMemoryMessageOutbox({ held, channel });
  const outbox = createMemoryMessageOutbox({ held });
  return { outbox, of, reopen: async (channel) => (channel === undefined ? outbox : of(channel)) };
});

describeMessageOutboxContract("in SQLite", async () => {
  const database = await temporaryDatabase();
  const open = (channel?: string) =>
    createSqliteMessageOutbox(database, channel === undefined ? {} : { channel });
  return { outbox: open(), of: open, reopen: async (channel) => open(channel) };
});

describeMessageOutboxContract("on DynamoDB", async () => {
  const table = await temporaryTable();
  const later = () => secondsLater(3600);
  const open = (channel?: string, now?: () => Date) =>
    createDynamoMessageOutbox({ ...table, ...(channel ? { channel } : {}), ...(now ? { now } : {}) });
  return { outbox: open(), of: open, reopen: async (channel) => open(channel, later) };
});

test("a message that another living process is sending is left to it, and recovered once that one is gone", async () => {
  const database = await temporaryDatabase();
  const outbox = createSqliteMessageOutbox(database);
  await outbox.add(sampleMessage("m"));
  await outbox.claim(NOW);
  const sentBy = (pid: number) => {
    const sender = JSON.stringify({ host: hostname(), pid, instance: "other" });
    database.run("UPDATE messages SET sender = ? WHERE id = 'm'", sender);
  };

  sentBy(process.ppid);
  const whileAlive = await outbox.recover(true);
  // Beyond the highest process id of any system.
  sentBy(2 ** 30);
  const onceGone = await outbox.recover(true);

  expect([whileAlive, onceGone]).toEqual([0, 1]);
});

test("a message that this very process is sending is left to it", async () => {
  const outbox = createSqliteMessageOutbox(await temporaryDatabase());
  await outbox.add(sampleMessage("m"));
  await outbox.claim(NOW);

  expect(await outbox.recover(true)).toBe(0);
});

test("on DynamoDB a message is left to whoever is sending it for a quarter of an hour", async () => {
  const table = await temporaryTable();
  const outbox = createDynamoMessageOutbox(table);
  await outbox.add(sampleMessage("m"));
  await outbox.claim(NOW);
  const recoverAt = (seconds: number) =>
    createDynamoMessageOutbox({ ...table, now: () => secondsLater(seconds) }).recover(true);

  const recovered = [await recoverAt(899), await recoverAt(901), await recoverAt(902)];

  expect(recovered).toEqual([0, 1, 0]);
});

test("in SQLite the counts without a channel are those of all", async () => {
  const database = await temporaryDatabase();
  const all = createSqliteMessageOutbox(database);
  await all.add({ ...sampleMessage("to-chat"), channel: "chat" });
  await all.add(sampleMessage("by-mail"));

  expect(await all.counts()).toMatchObject({ waiting: 2 });
});

test("the next message of a channel is found by an index, however many others wait", async () => {
  const database = await temporaryDatabase();
  const plan = database.all<{ detail: string }>(
    "EXPLAIN QUERY PLAN SELECT id FROM messages WHERE channel = 'chat' AND state = 'waiting' AND due_ms <= 1 ORDER BY due_ms, rowid LIMIT 1",
  );

  expect(plan.map(({ detail }) => detail).join("; ")).toMatch(
    /^SEARCH messages USING INDEX messages_by_channel/,
  );
});
