import { createHmac } from "node:crypto";
import { PartproofError } from "../../domain/errors.ts";

const SECRET = /^whsec_([A-Za-z0-9+/]{32,88}={0,2})$/;

/**
 * Read a secret as Standard Webhooks write it: `whsec_` and 24 to 64 bytes in base64.
 * @throws PartproofError `invalid-input`, which never quotes the text
 */
export function readWebhookSecret(text: string): Buffer {
  const base64 = SECRET.exec(text.trim())?.[1];
  const key = Buffer.from(base64 ?? "", "base64");
  if (key.length < 24 || key.length > 64) {
    throw new PartproofError(
      "invalid-input",
      "Expected a webhook secret of `whsec_` and 24 to 64 bytes in base64, such as made by `openssl rand -base64 32`; received something else.",
    );
  }
  return key;
}

/**
 * The headers that let a receiver prove who sent a body, and when, as https://www.standardwebhooks.com says:
 * HMAC-SHA256 over `<id>.<timestamp>.<body>`. The id stays the same when a message is sent again.
 */
export function signatureHeaders(
  key: Buffer,
  message: { id: string; body: string; sentAt: Date },
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const timestamp = String(Math.floor(message.sentAt.getTime() / 1000));
  const mac = createHmac("sha256", key).update(`${message.id}.${timestamp}.${message.body}`).digest("base64");
  return { "webhook-id": message.id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}
