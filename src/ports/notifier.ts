import type { QualityMessage } from "../domain/message.ts";

/** Delivers one message to people. */
export interface Notifier {
  /** True where delivering the same message id twice leaves one message. */
  readonly idempotent: boolean;
  /**
   * @param photo the analyzed photo (JPEG), when the message has one
   * @param attached the file that the message names as its attachment; who cannot carry it leaves it out
   * @throws PartproofError; `retryable` says whether the same message may get through later
   */
  send(message: QualityMessage, photo?: Uint8Array, attached?: Uint8Array): Promise<void>;
}
