import { setTimeout as pause } from "node:timers/promises";

/** Look again and again until it is as it should be, or the time is over. @returns what was seen last */
export async function until<T>(
  look: () => T | Promise<T>,
  done: (seen: T) => boolean,
  seconds = 60,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (done(seen) || Date.now() > end) return seen;
    await pause(250);
  }
}
