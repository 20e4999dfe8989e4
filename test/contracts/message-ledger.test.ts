import { describe, expect, test } from "vitest";
import { createDynamoMessageLedger } from "../../src/adapters/aws/dynamo-message-ledger.ts";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createSqliteMessageLedger } from "../../src/adapters/embedded/sqlite-message-ledger.ts";
import { createSqliteMessageOutbox } from "../../src/adapters/embedded/sqlite-message-outbox.ts";
import { createMemoryMessageLedger } from "../../src/adapters/memory/memory-message-ledger.ts";
import { createMemoryMessageOutbox } from "../../src/adapters/memory/memory-message-outbox.ts";
import type { MessageLedger } from "../../src/ports/message-ledger.ts";
import type { MessageOutbox } from "../../src/ports/message-outbox.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { NOW, sampleMessage, secondsLater } from "./samples.ts";
import { temporaryDatabase } from "./temporary-database.ts";

/** `cutOff` is the outbox as the next process sees it long after this one has crashed. */
type Subject = { outbox: MessageOutbox; cutOff: () => MessageOutbox; ledger: MessageLedger };

const subjects: Record<string, () => Promise<Subject>> = {
  async "in memory"() {
    const outbox = createMemoryMessageOutbox();
    return { outbox, cutOff: () => outbox, ledger: createMemoryMessageLedger(outbox) };
  },
  async "in SQLite"() {
    const database = await temporaryDatabase();
    const outbox = () => createSqliteMessageOutbox(database);
    return { outbox: outbox(), cutOff: outbox, ledger: createSqliteMessageLedger(database) };
  },
  async "on DynamoDB"() {
    const table = await temporaryTable();
    const outbox = createDynamoMessageOutbox(table);
    const ofChannel = createDynamoMessageOutbox({ ...table, channel: "mes" });
    const later = { ...table, channel: "mes", now: () => secondsLater(3600) };
    return {
      // Here each channel has an outbox of its own.
      outbox: { ...outbox, claim: async (now) => (await outbox.claim(now)) ?? ofChannel.claim(now) },
      cutOff: () => createDynamoMessageOutbox(later),
      ledger: createDynamoMessageLedger({ ...table, channels: ["mes"] }),
    };
  },
};

describe.each(Object.entries(subjects))("the message ledger %s", (_, makeSubject) => {
  /** One that was given up, one that a crash cut off, one that was sent and one that waits. */
  async function troubled() {
    const subject = await makeSubject();
    const { outbox, cutOff } = subject;
    const later = { ...sampleMessage("cut-off"), createdAt: secondsLater(60).toISOString(), channel: "mes" };
    for (const message of [sampleMessage("failed"), later, sampleMessage("sent")]) {
      await outbox.add(message);
      await outbox.claim(NOW);
    }
    await outbox.failed("failed", "no such recipient");
    await outbox.sent("sent");
    await cutOff().recover(false);
    await outbox.add(sampleMessage("waiting"));
    return subject;
  }

  test("shows what is stuck, the newest first, with the reason where there is one", async () => {
    const { ledger } = await troubled();

    const { to, subject } = sampleMessage("any");
    expect(await ledger.stuck(10)).toEqual([
      {
        ...{ id: "cut-off", state: "unconfirmed", channel: "mes", to, subject, attempts: 1 },
        createdAt: secondsLater(60).toISOString(),
      },
      {
        ...{ id: "failed", state: "failed", channel: "mail", to, subject, attempts: 1 },
        ...{ createdAt: NOW.toISOString(), reason: "no such recipient" },
      },
    ]);
    expect(await ledger.stuck(1)).toMatchObject([{ id: "cut-off" }]);
    expect(await ledger.counts()).toEqual({ waiting: 1, sending: 0, sent: 1, failed: 1, unconfirmed: 1 });
  });

  test("puts a stuck message back, as new and at once, and no other one", async () => {
    const { outbox, ledger } = await troubled();

    await ledger.resend("failed");
    await ledger.resend("cut-off");
    const claims = [await outbox.claim(NOW), await outbox.claim(NOW), await outbox.claim(NOW)];

    expect(claims.map((claim) => claim?.message.id).sort()).toEqual(["cut-off", "failed", "waiting"]);
    expect(claims.map((claim) => claim?.attempts)).toEqual([1, 1, 1]);
    expect(await ledger.stuck(10)).toEqual([]);
    for (const id of ["sent", "failed", "unknown"])
      await expect(ledger.resend(id)).rejects.toMatchObject({ code: "not-found" });
  });
});
