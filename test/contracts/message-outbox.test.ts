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

describeMessageOutboxContract("on DynamoDB", async () => {
  const table = await temporaryTable();
  return {
    outbox: createDynamoMessageOutbox(table),
    reopen: async () => createDynamoMessageOutbox({ ...table, now: () => secondsLater(3600) }),
  };
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

test("a channel that is down holds up no other: each hands out and recovers its own messages alone", async () => {
  const database = await temporaryDatabase();
  const all = createSqliteMessageOutbox(database);
  const mail = createSqliteMessageOutbox(database, { channel: "mail" });
  const chat = createSqliteMessageOutbox(database, { channel: "chat" });
  await all.add({ ...sampleMessage("to-chat"), channel: "chat" });
  await all.add(sampleMessage("by-mail"));

  const mailClaims = [await mail.claim(NOW), await mail.claim(NOW)];
  const chatClaims = [await chat.claim(NOW), await chat.claim(NOW)];
  await chat.failed("to-chat", "it is down", secondsLater(60));
  await mail.sent("by-mail");

  expect(mailClaims.map((claim) => claim?.message.id)).toEqual(["by-mail", undefined]);
  expect(chatClaims.map((claim) => claim?.message.id)).toEqual(["to-chat", undefined]);
  expect(await mail.counts()).toMatchObject({ sent: 1, waiting: 0 });
  expect(await all.counts()).toMatchObject({ sent: 1, waiting: 1 });
});

test("after a crash a chat's cut-off message stays unconfirmed while another channel sends its own again", async () => {
  const database = await temporaryDatabase();
  const [system, chat] = ["system", "chat"].map((channel) =>
    createSqliteMessageOutbox(database, { channel }),
  );
  for (const channel of ["system", "chat"]) {
    await system?.add({ ...sampleMessage(`to-${channel}`), channel });
  }
  await system?.claim(NOW);
  await chat?.claim(NOW);

  const next = (channel: string) => createSqliteMessageOutbox(database, { channel });
  const recovered = [await next("system").recover(true), await next("chat").recover(false)];

  expect(recovered).toEqual([1, 1]);
  expect(await next("system").claim(NOW)).toMatchObject({ message: { id: "to-system" } });
  expect(await next("chat").counts()).toMatchObject({ unconfirmed: 1, waiting: 0 });
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
