import { composeTestMessage } from "../domain/compose-test-message.ts";
import { asPartproofError, PartproofError } from "../domain/errors.ts";
import { MAIL_CHANNEL } from "../domain/message.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { Platform } from "./platform.ts";

/** A way to tell people or programs; `where` says where it leads, without anything secret. */
export type ChannelTarget = { channel: string; where: string; notifier: Notifier };

export type ChannelOutcome = {
  channel: string;
  where: string;
  state: "sent" | "failed";
  /** What happened, and what to do. */
  detail: string;
};

/** @throws PartproofError `code`, naming the channels that there are */
export function findChannel(
  targets: readonly ChannelTarget[],
  name: string,
  code: "not-found" | "invalid-input",
): ChannelTarget {
  const found = targets.find(({ channel }) => channel === name);
  if (found) return found;
  const names = targets.map(({ channel }) => channel).join(", ");
  throw new PartproofError(code, `Expected one of the channels ${names}, received "${name}".`);
}

/**
 * Send a test message at once, past the outbox: whoever asks waits for what happens.
 * @param to who gets it, where the channel is mail
 * @throws PartproofError `invalid-input` for mail to nobody
 */
export async function testChannel(
  { telemetry, newId, now, settings }: Platform,
  target: ChannelTarget,
  to?: string,
): Promise<ChannelOutcome> {
  const { channel, where, notifier } = target;
  if (channel === MAIL_CHANNEL && to === undefined) {
    throw new PartproofError("invalid-input", 'Expected "to", the address that gets the test mail.');
  }
  const message = composeTestMessage(channel, {
    id: newId(),
    ...(channel === MAIL_CHANNEL && to !== undefined ? { to } : {}),
    createdAt: now().toISOString(),
    ...settings,
  });
  const started = performance.now();
  try {
    await notifier.send(message);
  } catch (thrown) {
    const error = asPartproofError(thrown);
    telemetry.failed("send a test message", thrown, { channel });
    const once = error.retryable ? " This was a test: it is not sent again." : "";
    return { channel, where, state: "failed", detail: `${error.message}${once}` };
  }
  const took = Math.round(performance.now() - started);
  return { channel, where, state: "sent", detail: `accepted in ${took} ms as ${message.id}.` };
}
