import { PartproofError } from "../../domain/errors.ts";
import type { Notifier } from "../../ports/notifier.ts";
import { createAddressGuard } from "./address-guard.ts";
import { NoAnswerError, type PostAnswer, postGuarded } from "./post-guarded.ts";
import { type WebhookFormat, webhookBody } from "./webhook-body.ts";
import { readWebhookSecret, signatureHeaders } from "./webhook-signature.ts";

export type WebhookNotifierOptions = {
  /** May itself be a secret, as those of chats are: never told to anybody. */
  url: string;
  format: WebhookFormat;
  /** `whsec_…`; each request is signed with it. */
  secret?: string | undefined;
  /** Networks that are not public and may be reached all the same. */
  allow?: readonly string[];
  /** PEM of authorities to trust instead of the well-known ones. */
  ca?: string | undefined;
  /** For the whole exchange; 10 s by default. */
  timeoutMs?: number;
  /** The `source` of CloudEvents: where this Partproof is. */
  source: string;
};

/** An answer may ask to wait, but not until nobody remembers the message. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;
/**
 * Answers after which the same message may get through later: what a receiver says when it is busy, and what says
 * something about the settings or the receiver rather than about the message, such as a revoked token.
 */
const WORTH_A_RETRY = new Set([401, 403, 404, 407, 408, 425, 429]);

/**
 * Posts each message to a URL, signed, once unless it fails. A receiver of CloudEvents can tell a repeated message
 * by its id; a chat cannot, so there a message that may have arrived is not sent again.
 */
export function createWebhookNotifier(options: WebhookNotifierOptions): Notifier {
  const url = readUrl(options.url);
  const key = options.secret === undefined ? undefined : readWebhookSecret(options.secret);
  const guard = createAddressGuard(options.allow ?? []);
  const idempotent = options.format === "cloudevents";
  const { timeoutMs = 10_000, ca } = options;

  return {
    idempotent,
    async send(message) {
      const { body, contentType } = webhookBody(message, options.format, options.source);
      const headers = {
        "Content-Type": contentType,
        "User-Agent": "Partproof",
        ...(key ? signatureHeaders(key, { id: message.id, body, sentAt: new Date() }) : {}),
      };
      const answer = await postGuarded(url, body, headers, { guard, timeoutMs, ca }).catch(
        (error: unknown) => {
          throw error instanceof NoAnswerError ? noAnswer(error, url, idempotent) : error;
        },
      );
      if (answer.status < 200 || answer.status > 299) throw refused(answer, url);
    },
  };
}

function readUrl(text: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol) || url.username !== "" || url.password !== "") {
    throw new PartproofError(
      "invalid-input",
      "Expected the URL of a webhook as https://host/path, without user and password; received something else.",
    );
  }
  return url;
}

function noAnswer({ handedOver, cause }: NoAnswerError, url: URL, idempotent: boolean): PartproofError {
  const why = cause instanceof Error ? ("code" in cause ? String(cause.code) : cause.name) : "unknown";
  if (handedOver && !idempotent) {
    return new PartproofError(
      "unavailable",
      `${url.host} took the message but did not answer (${why}); whether it arrived is unknown. It is not sent again, so that nobody gets it twice.`,
      { retryable: false },
    );
  }
  return new PartproofError(
    "unavailable",
    `${url.host} did not answer (${why}). Check the address, the network and the receiver; the message is kept and retried.`,
    { retryable: true },
  );
}

function refused({ status, retryAfter }: PostAnswer, url: URL): PartproofError {
  const from = `${url.host} answered ${status}`;
  if (status >= 300 && status < 400) {
    return new PartproofError(
      "unavailable",
      `${from}: a redirect, which is not followed. Put the final address into the channel's \`url\`; the message is kept and retried.`,
      { retryable: true },
    );
  }
  if (status < 500 && !WORTH_A_RETRY.has(status)) {
    return new PartproofError(
      "unavailable",
      `${from}: it does not take this message, and sending it again would not help. Check the channel's \`format\` and what the receiver expects.`,
      { retryable: false },
    );
  }
  const retryAfterMs = readRetryAfter(retryAfter);
  return new PartproofError("unavailable", `${from}; the message is kept and retried.`, {
    retryable: true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** Seconds or a date, as RFC 9110 has it; nonsense counts as nothing. */
function readRetryAfter(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_RETRY_AFTER_MS) : undefined;
}
