import { asPartproofError } from "../domain/errors.ts";
import type { QualityMessage } from "../domain/message.ts";
import { messageRetryDelayMs } from "../domain/retry-policy.ts";
import type { OutboxMessage } from "../ports/message-outbox.ts";
import type { Platform } from "./platform.ts";

/** `images` is absent where the notifier carries no photos. */
export type Delivery = Pick<Platform, "outbox" | "notifier" | "telemetry" | "now"> &
  Partial<Pick<Platform, "images">>;

/**
 * Step 4, notify: deliver the next message that is due.
 * @returns false when no message is due
 */
export async function deliverNextMessage(platform: Delivery): Promise<boolean> {
  const due = await platform.outbox.claim(platform.now());
  if (!due) return false;
  await deliver(platform, due.message, [due]);
  return true;
}

/**
 * Send one message that tells what all the claimed ones say, and note for each of them what became of it.
 * @returns whether it was sent
 */
export async function deliver(
  platform: Delivery,
  message: QualityMessage,
  claimed: readonly OutboxMessage[],
): Promise<boolean> {
  try {
    const photo = message.photoKey ? await platform.images?.get(message.photoKey) : undefined;
    const { attachment } = message;
    const attached = attachment && (await platform.images?.get(attachment.key));
    await platform.notifier.send(message, photo, attached);
  } catch (thrown) {
    platform.telemetry.failed("deliver a message", thrown, { messageId: message.id });
    for (const one of claimed) await putBack(platform, one, thrown);
    return false;
  }
  for (const { message: told } of claimed) {
    await platform.outbox.sent(told.id);
    platform.telemetry.record({ event: "message-sent", messageId: told.id });
  }
  return true;
}

/** Try it again later, or give it up. */
export async function putBack(
  platform: Pick<Delivery, "outbox" | "telemetry" | "now">,
  { message, attempts }: OutboxMessage,
  thrown: unknown,
): Promise<void> {
  const error = asPartproofError(thrown);
  const delayMs = messageRetryDelayMs(error, attempts, Math.random());
  const retryAt = delayMs === undefined ? undefined : new Date(platform.now().getTime() + delayMs);
  await platform.outbox.failed(message.id, error.message, retryAt);
  platform.telemetry.record({
    event: "message-failed",
    messageId: message.id,
    reason: error.message,
    willRetry: retryAt !== undefined,
  });
}
