import type { QualityMessage } from "../domain/message.ts";

export type OutboxMessage = { message: QualityMessage; attempts: number };

/**
 * Messages wait here until they are delivered. The record store fills it in the same transaction that records
 * an inspection; `add` is for messages about no single inspection, such as a shift summary.
 */
export interface MessageOutbox {
  /** Adding the same message id again changes nothing. */
  add(message: QualityMessage): Promise<"added" | "already-known">;
  /** The next message that is due, marked as being sent before it is returned. */
  claim(now: Date): Promise<OutboxMessage | undefined>;
  sent(messageId: string): Promise<void>;
  /** Try again at `retryAt`; without it the message is given up and kept for support to see. */
  failed(messageId: string, reason: string, retryAt?: Date): Promise<void>;
  /**
   * Messages that a crashed process was sending. Whether they arrived is unknown: a notifier that tells
   * duplicates apart gets them again, any other one never does (`unconfirmed`).
   */
  recover(notifierIsIdempotent: boolean): Promise<number>;
  counts(): Promise<Record<"waiting" | "sending" | "sent" | "failed" | "unconfirmed", number>>;
}
