import { PartproofError } from "../../domain/errors.ts";
import { MAIL_CHANNEL } from "../../domain/message.ts";
import type { MessageLedger } from "../../ports/message-ledger.ts";
import type { MemoryMessageOutbox } from "./memory-message-outbox.ts";

export function createMemoryMessageLedger(outbox: MemoryMessageOutbox): MessageLedger {
  return {
    counts: outbox.counts,
    async stuck(limit) {
      const stuck = outbox.all().flatMap(({ message, state, attempts, reason }) => {
        if (state !== "failed" && state !== "unconfirmed") return [];
        const { id, to, subject, createdAt, channel = MAIL_CHANNEL } = message;
        return [
          { id, state, channel, to, subject, createdAt, attempts, ...(reason === "" ? {} : { reason }) },
        ];
      });
      return stuck.reverse().slice(0, limit);
    },
    async resend(messageId) {
      if (outbox.putBack(messageId)) return;
      throw new PartproofError("not-found", `No message ${messageId} is stuck. See GET /v1/messages.`);
    },
  };
}
