/**
 * A use is written down at most this often, so that a page full of photos is not a page full of writes. A session may
 * therefore end this much sooner than its idle time says.
 */
export const NOTE_USE_EVERY_MS = 60_000;

export type SessionSpan = { usedMs: number; idleMs: number; endsMs: number };

/** All in milliseconds since 1970. */
export function hasEnded({ usedMs, idleMs, endsMs }: SessionSpan, nowMs: number): boolean {
  return nowMs >= endsMs || nowMs >= usedMs + idleMs;
}
