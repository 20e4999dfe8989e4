import { PartproofError } from "../domain/errors.ts";

/** Far more than a factory has; whoever fills it with made-up names drives out the oldest, and no memory grows. */
const MOST_KEYS = 10_000;

export type AttemptLimiter = {
  /** Count an attempt, before it is made: many at once are no way around. @throws PartproofError `too-many-attempts` */
  take(key: string, now: Date): void;
  /** It succeeded, and counts no more. */
  giveBack(key: string): void;
};

/**
 * At most so many failed attempts a key in a window of time that starts with the first of them. It lives in memory:
 * who restarts the server starts anew, and can do worse than guess.
 * @param options what: whose attempts, for the message
 */
export function createAttemptLimiter(options: {
  most: number;
  windowMs: number;
  what: string;
}): AttemptLimiter {
  const windows = new Map<string, { attempts: number; endsMs: number }>();

  function makeRoom(nowMs: number): void {
    if (windows.size < MOST_KEYS) return;
    for (const [key, { endsMs }] of windows) if (endsMs <= nowMs) windows.delete(key);
    const oldest = windows.keys().next().value;
    if (windows.size >= MOST_KEYS && oldest !== undefined) windows.delete(oldest);
  }

  return {
    take(key, now) {
      const nowMs = now.getTime();
      const open = windows.get(key);
      if (open && open.endsMs > nowMs) {
        if (open.attempts >= options.most) throw tooMany(options.what, open.endsMs - nowMs);
        open.attempts += 1;
        return;
      }
      windows.delete(key);
      makeRoom(nowMs);
      windows.set(key, { attempts: 1, endsMs: nowMs + options.windowMs });
    },
    giveBack(key) {
      const open = windows.get(key);
      if (open) open.attempts = Math.max(0, open.attempts - 1);
    },
  };
}

function tooMany(what: string, retryAfterMs: number): PartproofError {
  const minutes = Math.ceil(retryAfterMs / 60_000);
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return new PartproofError(
    "too-many-attempts",
    `Too many failed attempts to sign in ${what}. Try again in ${wait}.`,
    { retryAfterMs },
  );
}
