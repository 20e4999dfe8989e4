import { PartproofError } from "../../domain/errors.ts";
import type { QualityMessage } from "../../domain/message.ts";
import type { MessageLedger, StuckMessage } from "../../ports/message-ledger.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { createSqliteMessageOutbox } from "./sqlite-message-outbox.ts";

/** Over the messages of all channels, which are delivered each by an outbox of its own. */
export function createSqliteMessageLedger(db: SqliteDatabase): MessageLedger {
  return {
    counts: createSqliteMessageOutbox(db).counts,
    async stuck(limit) {
      const rows = db.all<Row>(
        `SELECT id, state, channel, attempts, reason, message FROM messages
         WHERE state IN ('failed', 'unconfirmed') ORDER BY rowid DESC LIMIT ?`,
        limit,
      );
      return rows.map(({ message, reason, ...row }) => {
        const { to, subject, createdAt }: QualityMessage = JSON.parse(message);
        return { ...row, to, subject, createdAt, ...(reason === "" ? {} : { reason }) };
      });
    },
    async resend(messageId) {
      const put = db.run(
        `UPDATE messages SET state = 'waiting', due_ms = 0, attempts = 0, reason = '', sender = NULL
         WHERE id = ? AND state IN ('failed', 'unconfirmed')`,
        messageId,
      );
      if (put === 1) return;
      throw new PartproofError("not-found", `No message ${messageId} is stuck. See GET /v1/messages.`);
    },
  };
}

type Row = Pick<StuckMessage, "id" | "state" | "channel" | "attempts"> & { reason: string; message: string };
