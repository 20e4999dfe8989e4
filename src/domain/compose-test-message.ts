import type { QualityMessage } from "./message.ts";

/** A message that says what it is, for whoever tries a channel. About no inspection: no PLC takes it for a verdict. */
export function composeTestMessage(
  channel: string,
  options: { id: string; to?: string; createdAt: string; baseUrl: string },
): QualityMessage {
  return {
    id: `test-${options.id}-${channel}`,
    channel,
    to: options.to === undefined ? [] : [options.to],
    subject: `Partproof test message for ${channel}`,
    text: `This is a test of the channel ${channel} of the Partproof at ${options.baseUrl}. Nothing is wrong.\n`,
    createdAt: options.createdAt,
  };
}
