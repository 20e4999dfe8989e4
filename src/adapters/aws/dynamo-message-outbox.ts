import { randomUUID } from "node:crypto";
import { monotonicFactory } from "ulid";
import { MAIL_CHANNEL, type QualityMessage } from "../../domain/message.ts";
import type { MessageOutbox } from "../../ports/message-outbox.ts";
import { numberOf, pack, textOf, unpack } from "./dynamo-codec.ts";
import { assign, type DynamoTable, type Item, type Items, openItems } from "./dynamo-items.ts";
import { endOf, keyOf, placeInTime } from "./dynamo-keys.ts";
import { WORK_INDEX } from "./dynamo-table.ts";

type State = "waiting" | "sending" | "sent" | "failed" | "unconfirmed";

export const nextTurn = monotonicFactory();
/** Long enough for any notifier to have answered, and longer than a Lambda may run. */
const SENDING_MS = 15 * 60_000;

/**
 * Add a message, also for the record store. An id is taken for as long as the item is there, sent or not.
 * @param expiresAt seconds since 1970; without it the message stays for good
 */
export async function addMessage(
  items: Items,
  message: QualityMessage,
  expiresAt?: number,
): Promise<"added" | "already-known"> {
  const added = await items.putNew({
    ...keyOf.message(message.id),
    ...inState(message.channel ?? MAIL_CHANNEL, "waiting", 0, nextTurn()),
    attempts: 0,
    message: pack(message),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  });
  return added ? "added" : "already-known";
}

/**
 * @param options channel: claim, recover and count the messages of this channel alone; mail if not given. sendingMs: for
 *   how long a claimed message is left to whoever claimed it before `recover` takes it for a crashed one's; default 15
 *   minutes. now: the clock that `recover` goes by
 */
export function createDynamoMessageOutbox(
  options: DynamoTable & { channel?: string; sendingMs?: number; now?: () => Date },
): MessageOutbox {
  const items = openItems(options);
  const { channel = MAIL_CHANNEL, sendingMs = SENDING_MS, now: clock = () => new Date() } = options;
  const workOf = (state: State) => workOn(channel, state);

  /** What is in one state up to a moment: due until then, or claimed until then. */
  function inStateUntil(state: State, untilMs: number) {
    return items.query({
      index: WORK_INDEX,
      where: "#work = :work AND #workAt < :until",
      values: { work: workOf(state), until: endOf(untilMs) },
      pageSize: 25,
    });
  }

  return {
    async add(message) {
      return addMessage(items, message);
    },

    async claim(now) {
      const claim = randomUUID();
      for await (const due of inStateUntil("waiting", now.getTime())) {
        const { change, values } = assign({
          ...inState(channel, "sending", now.getTime(), turnOf(due)),
          claim,
        });
        // "Or ours already": the SDK asks again when an answer was lost, and must not lose the message by that.
        const claimed = await items.update(tableKeyOf(due), {
          change: `${change} ADD #attempts :one`,
          when: "(#work = :waiting AND #workAt = :seen) OR #claim = :claim",
          values: { ...values, one: 1, waiting: workOf("waiting"), seen: textOf(due, "workAt") },
        });
        if (claimed === undefined) continue;
        return {
          message: unpack<QualityMessage>(claimed, "message"),
          attempts: numberOf(claimed, "attempts"),
        };
      }
      return undefined;
    },

    async sent(messageId) {
      const { change, values } = assign({ ...inState(channel, "sent", 0, nextTurn()), claim: undefined });
      // From any state: whoever says that it arrived knows better than who guessed that it may not have.
      await items.update(keyOf.message(messageId), { change, values, when: "attribute_exists(pk)" });
    },

    async failed(messageId, reason, retryAt) {
      const state = retryAt === undefined ? "failed" : "waiting";
      const { change, values } = assign({
        ...inState(channel, state, retryAt?.getTime() ?? 0, nextTurn()),
        claim: undefined,
        reason,
      });
      await items.update(keyOf.message(messageId), {
        change,
        when: "#state = :sending",
        values: { ...values, sending: "sending" },
      });
    },

    async recover(notifierIsIdempotent) {
      const state = notifierIsIdempotent ? "waiting" : "unconfirmed";
      let recovered = 0;
      for await (const cutOff of inStateUntil("sending", clock().getTime() - sendingMs)) {
        const { change, values } = assign({
          ...inState(channel, state, 0, turnOf(cutOff)),
          claim: undefined,
        });
        const changed = await items.update(tableKeyOf(cutOff), {
          change,
          when: "#work = :sending AND #workAt = :seen",
          values: { ...values, sending: workOf("sending"), seen: textOf(cutOff, "workAt") },
        });
        if (changed !== undefined) recovered += 1;
      }
      return recovered;
    },

    async counts() {
      const count = (state: State) =>
        items.count({ index: WORK_INDEX, where: "#work = :work", values: { work: workOf(state) } });
      const [waiting, sending, sent, failed, unconfirmed] = await Promise.all([
        count("waiting"),
        count("sending"),
        count("sent"),
        count("failed"),
        count("unconfirmed"),
      ]);
      return { waiting, sending, sent, failed, unconfirmed };
    },
  };
}

/** Each channel has partitions of its own: however much waits for one that is down, the others do not see it. */
export function workOn(channel: string, state: State): string {
  return channel === MAIL_CHANNEL ? `message-${state}` : `message-${state}#${channel}`;
}

/** A state with its place in the index: by when it is due or was claimed, then in the order of adding. */
export function inState(channel: string, state: State, ms: number, turn: string) {
  return { state, work: workOn(channel, state), workAt: placeInTime(ms, turn) };
}

function turnOf(indexed: Item): string {
  return textOf(indexed, "workAt").slice(placeInTime(0, "").length);
}

function tableKeyOf(indexed: Item) {
  return { pk: textOf(indexed, "pk"), sk: textOf(indexed, "sk") };
}
