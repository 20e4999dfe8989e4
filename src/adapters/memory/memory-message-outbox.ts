import { MAIL_CHANNEL, type QualityMessage, RULES_CHANNEL } from "../../domain/message.ts";
import type { MessageOutbox } from "../../ports/message-outbox.ts";

type State = "waiting" | "sending" | "sent" | "failed" | "unconfirmed";
export type HeldMessage = {
  message: QualityMessage;
  state: State;
  attempts: number;
  dueMs: number;
  reason: string;
};

/** The port, and what tests want to look at. */
export type MemoryMessageOutbox = MessageOutbox & {
  /** For a record store, which adds messages in the same step as it records. */
  addNow(message: QualityMessage): "added" | "already-known";
  /** Everything that people were ever to be told, in order, with its state and the last reason of failure. */
  all(): readonly Readonly<HeldMessage>[];
  /** For support: a message that is stuck waits again. @returns whether it was */
  putBack(messageId: string): boolean;
};

/**
 * Here one process is all there is, so `recover` takes every message being sent for a crashed one.
 * @param options channel: claim, recover and count the messages of this channel alone; without it those of all
 *   but the rules, whose messages reach nobody.
 *   held: what another outbox holds, for several channels over one store
 */
export function createMemoryMessageOutbox(
  options: { channel?: string; held?: Map<string, HeldMessage> } = {},
): MemoryMessageOutbox {
  const { channel, held = new Map<string, HeldMessage>() } = options;
  const ours = () =>
    [...held.values()].filter(({ message: { channel: own = MAIL_CHANNEL } }) =>
      channel === undefined ? own !== RULES_CHANNEL : own === channel,
    );

  function addNow(message: QualityMessage): "added" | "already-known" {
    if (held.has(message.id)) return "already-known";
    const copy = structuredClone(message);
    held.set(message.id, { message: copy, state: "waiting", attempts: 0, dueMs: 0, reason: "" });
    return "added";
  }

  return {
    addNow,
    all: ours,
    putBack(messageId) {
      const found = held.get(messageId);
      if (found?.state !== "failed" && found?.state !== "unconfirmed") return false;
      Object.assign(found, { state: "waiting", attempts: 0, dueMs: 0, reason: "" });
      return true;
    },

    async add(message) {
      return addNow(message);
    },

    async claim(now) {
      const due = ours()
        .filter((m) => m.state === "waiting" && m.dueMs <= now.getTime())
        .sort((a, b) => a.dueMs - b.dueMs)[0];
      if (due === undefined) return undefined;
      due.state = "sending";
      due.attempts += 1;
      return { message: structuredClone(due.message), attempts: due.attempts };
    },

    async sent(messageId) {
      const found = held.get(messageId);
      if (found !== undefined) found.state = "sent";
    },

    async failed(messageId, reason, retryAt) {
      const found = held.get(messageId);
      if (found?.state !== "sending") return;
      found.state = retryAt === undefined ? "failed" : "waiting";
      found.reason = reason;
      found.dueMs = retryAt?.getTime() ?? 0;
    },

    async recover(notifierIsIdempotent) {
      const cutOff = ours().filter((m) => m.state === "sending");
      for (const found of cutOff) found.state = notifierIsIdempotent ? "waiting" : "unconfirmed";
      return cutOff.length;
    },

    async counts() {
      const counts = { waiting: 0, sending: 0, sent: 0, failed: 0, unconfirmed: 0 };
      for (const { state } of ours()) counts[state] += 1;
      return counts;
    },
  };
}
