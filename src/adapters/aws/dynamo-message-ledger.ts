import { PartproofError } from "../../domain/errors.ts";
import { MAIL_CHANNEL, type QualityMessage } from "../../domain/message.ts";
import type { MessageLedger, StuckMessage } from "../../ports/message-ledger.ts";
import { numberOf, textOf, unpack } from "./dynamo-codec.ts";
import { assign, type DynamoTable, type Item, openItems } from "./dynamo-items.ts";
import { keyOf } from "./dynamo-keys.ts";
import { createDynamoMessageOutbox, inState, nextTurn, workOn } from "./dynamo-message-outbox.ts";

/** @param options channels: those beside mail whose messages there may be */
export function createDynamoMessageLedger(
  options: DynamoTable & { channels?: readonly string[] },
): MessageLedger {
  const items = openItems(options);
  const channels = [MAIL_CHANNEL, ...(options.channels ?? [])];

  async function newest(channel: string, state: StuckMessage["state"], limit: number) {
    const keys: string[] = [];
    const indexed = items.query({
      ...{ index: "by-work", where: "#work = :work", values: { work: workOn(channel, state) } },
      ...{ descending: true, pageSize: limit },
    });
    for await (const item of indexed) {
      keys.push(textOf(item, "pk"));
      if (keys.length === limit) break;
    }
    const found = await items.getMany(keys.map((pk) => ({ ...keyOf.message(""), pk })));
    return found.filter((item) => item["state"] === state).map((item) => stuckMessage(item, state));
  }

  return {
    async counts() {
      const sum = { waiting: 0, sending: 0, sent: 0, failed: 0, unconfirmed: 0 };
      for (const channel of channels) {
        const counts = await createDynamoMessageOutbox({ ...options, channel }).counts();
        for (const state of ["waiting", "sending", "sent", "failed", "unconfirmed"] as const)
          sum[state] += counts[state];
      }
      return sum;
    },
    async stuck(limit) {
      const lists = channels.flatMap((channel) =>
        (["failed", "unconfirmed"] as const).map((state) => newest(channel, state, limit)),
      );
      return (await Promise.all(lists)).flat().sort(newestFirst).slice(0, limit);
    },
    async resend(messageId) {
      const known = await items.get(keyOf.message(messageId));
      const { channel = MAIL_CHANNEL } = known ? unpack<QualityMessage>(known, "message") : {};
      const { change, values } = assign({
        ...inState(channel, "waiting", 0, nextTurn()),
        attempts: 0,
        claim: undefined,
        reason: undefined,
      });
      const put = await items.update(keyOf.message(messageId), {
        change,
        when: "#state = :failed OR #state = :unconfirmed",
        values: { ...values, failed: "failed", unconfirmed: "unconfirmed" },
      });
      if (put) return;
      throw new PartproofError("not-found", `No message ${messageId} is stuck. See GET /v1/messages.`);
    },
  };
}

function newestFirst(a: StuckMessage, b: StuckMessage): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

function stuckMessage(item: Item, state: StuckMessage["state"]): StuckMessage {
  const { id, channel = MAIL_CHANNEL, to, subject, createdAt } = unpack<QualityMessage>(item, "message");
  const reason = item["reason"];
  return {
    ...{ id, state, channel, to, subject, createdAt },
    attempts: numberOf(item, "attempts"),
    ...(typeof reason === "string" ? { reason } : {}),
  };
}
