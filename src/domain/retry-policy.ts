import type { PartproofError } from "./errors.ts";

const MAX_ATTEMPTS = 6;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;

/**
 * When to try again after `attempts` tries, in milliseconds; undefined to give up.
 * Doubling with full jitter, so that many photos that failed together do not come back together. A full disk is
 * nobody's photo's fault: it never uses up a photo's tries. Never sooner than the error says makes sense.
 * @param random 0 to 1
 */
export function retryDelayMs(error: PartproofError, attempts: number, random: number): number | undefined {
  if (error.code === "storage-full") return LONGEST_DELAY_MS / 6;
  if (!error.retryable || attempts >= MAX_ATTEMPTS) return undefined;
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  return Math.max(error.retryAfterMs ?? 0, Math.round(longest * (0.5 + random / 2)));
}
