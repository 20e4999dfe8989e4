import type { MessageOutbox } from "./message-outbox.ts";

/** A message that was given up, or of which nobody knows whether it arrived. */
export type StuckMessage = {
  id: string;
  state: "failed" | "unconfirmed";
  /** `mail`, or the name of the channel. */
  channel: string;
  to: string[];
  subject: string;
  createdAt: string;
  attempts: number;
  /** Why it was given up; absent where a crash cut it off. */
  reason?: string;
};

/** What became of the messages of all channels, for support. */
export interface MessageLedger {
  counts: MessageOutbox["counts"];
  /** The newest first. */
  stuck(limit: number): Promise<StuckMessage[]>;
  /** Put a stuck message back, to be sent at once. @throws PartproofError `not-found` when none of that id is stuck */
  resend(messageId: string): Promise<void>;
}
