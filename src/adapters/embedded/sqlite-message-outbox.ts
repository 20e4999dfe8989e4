import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { MAIL_CHANNEL, type QualityMessage, RULES_CHANNEL } from "../../domain/message.ts";
import type { MessageOutbox } from "../../ports/message-outbox.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** Add a message, also inside a transaction of the caller. An id is taken for good, sent or not. */
export function addMessage(db: SqliteDatabase, message: QualityMessage): "added" | "already-known" {
  const added = db.run(
    "INSERT INTO messages (id, channel, state, message) VALUES (?, ?, 'waiting', ?) ON CONFLICT (id) DO NOTHING",
    message.id,
    message.channel ?? MAIL_CHANNEL,
    JSON.stringify(message),
  );
  return added === 1 ? "added" : "already-known";
}

/**
 * @param options channel: claim, recover and count the messages of this channel alone, so that several outboxes over one
 *   database deliver side by side; without it those of all but the rules, whose messages reach nobody
 */
export function createSqliteMessageOutbox(
  db: SqliteDatabase,
  options: { channel?: string } = {},
): MessageOutbox {
  const me: Sender = { host: hostname(), pid: process.pid, instance: randomUUID() };
  const ours =
    options.channel === undefined
      ? { where: "channel <> ?", values: [RULES_CHANNEL] }
      : { where: "channel = ?", values: [options.channel] };
  const nextMessage = `
    SELECT id, attempts, message FROM messages WHERE ${ours.where} AND state = 'waiting' AND due_ms <= ?
    ORDER BY due_ms, rowid LIMIT 1`;

  return {
    async add(message) {
      return addMessage(db, message);
    },

    async claim(now) {
      const values = [...ours.values, now.getTime()];
      if (db.get(nextMessage, ...values) === undefined) return undefined;
      return db.transaction(() => {
        const next = db.get<{ id: string; attempts: number; message: string }>(nextMessage, ...values);
        if (next === undefined) return undefined;
        db.run(
          "UPDATE messages SET state = 'sending', attempts = attempts + 1, sender = ? WHERE id = ?",
          JSON.stringify(me),
          next.id,
        );
        const message: QualityMessage = JSON.parse(next.message);
        return { message, attempts: next.attempts + 1 };
      });
    },

    async sent(messageId) {
      // From any state: whoever says that it arrived knows better than who guessed that it may not have.
      db.run("UPDATE messages SET state = 'sent', sender = NULL, reason = '' WHERE id = ?", messageId);
    },

    async failed(messageId, reason, retryAt) {
      db.run(
        "UPDATE messages SET state = ?, reason = ?, due_ms = ?, sender = NULL WHERE id = ? AND state = 'sending'",
        retryAt === undefined ? "failed" : "waiting",
        reason,
        retryAt?.getTime() ?? 0,
        messageId,
      );
    },

    async recover(notifierIsIdempotent) {
      return db.transaction(() => {
        const sending = db.all<{ id: string; sender: string }>(
          `SELECT id, sender FROM messages WHERE ${ours.where} AND state = 'sending'`,
          ...ours.values,
        );
        const cutOff = sending.filter(({ sender }) => !isStillSending(JSON.parse(sender), me));
        for (const { id } of cutOff) {
          db.run(
            "UPDATE messages SET state = ?, sender = NULL WHERE id = ?",
            notifierIsIdempotent ? "waiting" : "unconfirmed",
            id,
          );
        }
        return cutOff.length;
      });
    },

    async counts() {
      const counts = { waiting: 0, sending: 0, sent: 0, failed: 0, unconfirmed: 0 };
      const rows = db.all<{ state: keyof typeof counts; n: number }>(
        `SELECT state, count(*) AS n FROM messages WHERE ${ours.where} GROUP BY state`,
        ...ours.values,
      );
      for (const { state, n } of rows) counts[state] = n;
      return counts;
    },
  };
}

type Sender = { host: string; pid: number; instance: string };

/**
 * Whether another process of this machine is at it, such as a server while the command line starts up. A process
 * with our own id but of another instance is our predecessor (in a container every process is number 1); what
 * another machine did cannot be seen from here and counts as crashed.
 */
function isStillSending(sender: Sender, me: Sender): boolean {
  if (sender.host !== me.host) return false;
  if (sender.pid === me.pid) return sender.instance === me.instance;
  try {
    process.kill(sender.pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
