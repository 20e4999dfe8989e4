import { asPartproofError } from "../domain/errors.ts";
import { messageRetryDelayMs } from "../domain/retry-policy.ts";
import type { Platform } from "./platform.ts";

/**
 * Step 4, notify: deliver the next message that is due.
 * @returns false when no message is due
 */
export async function deliverNextMessage(platform: Platform): Promise<boolean> {
  const due = await platform.outbox.claim(platform.now());
  if (!due) return false;
  const { message, attempts } = due;
  try {
    const photo = message.photoKey ? await platform.images.get(message.photoKey) : undefined;
    await platform.notifier.send(message, photo);
  } catch (thrown) {
    const error = asPartproofError(thrown);
    platform.telemetry.failed("deliver a message", thrown, { messageId: message.id });
    const delayMs = messageRetryDelayMs(error, attempts, Math.random());
    const retryAt = delayMs === undefined ? undefined : new Date(platform.now().getTime() + delayMs);
    await platform.outbox.failed(message.id, error.message, retryAt);
    const willRetry = retryAt !== undefined;
    platform.telemetry.record({
      event: "message-failed",
      messageId: message.id,
      reason: error.message,
      willRetry,
    });
    return true;
  }
  await platform.outbox.sent(message.id);
  platform.telemetry.record({ event: "message-sent", messageId: message.id });
  return true;
}
