import type { PartproofError } from "./errors.ts";

type RetryPolicy = { maxAttempts: number; firstDelayMs: number; longestDelayMs: number };

/** A photo holds up a line: who has not got through in half a minute is a dead letter, and support is told. */
const PHOTO: RetryPolicy = { maxAttempts: 6, firstDelayMs: 500, longestDelayMs: 60_000 };
/** A message outlasts a night in which a mail server or a receiver is down: about a day, at most an hour apart. */
const MESSAGE: RetryPolicy = { maxAttempts: 36, firstDelayMs: 500, longestDelayMs: 3_600_000 };
const DISK_FULL_DELAY_MS = 10_000;

/** When to deliver a message again; otherwise as {@link retryDelayMs}. */
export function messageRetryDelayMs(
  error: PartproofError,
  attempts: number,
  random: number,
): number | undefined {
  return retryDelayMs(error, attempts, random, MESSAGE);
}

/**
 * When to try again after `attempts` tries, in milliseconds; undefined to give up.
 * Doubling with full jitter, so that many photos that failed together do not come back together. A full disk is
 * nobody's photo's fault: it never uses up a photo's tries. Never sooner than the error says makes sense.
 * @param random 0 to 1
 */
export function retryDelayMs(
  error: PartproofError,
  attempts: number,
  random: number,
  policy = PHOTO,
): number | undefined {
  if (error.code === "storage-full") return DISK_FULL_DELAY_MS;
  if (!error.retryable || attempts >= policy.maxAttempts) return undefined;
  const longest = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (attempts - 1));
  return Math.max(error.retryAfterMs ?? 0, Math.round(longest * (0.5 + random / 2)));
}
