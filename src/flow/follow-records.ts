import type { LiveRecords, RecordedChange } from "../ports/live-records.ts";
import type { RecordStore } from "../ports/record-store.ts";

/** What a follower gets: what was recorded, or that it is too far behind and has to read anew. */
export type FollowedChange = RecordedChange | { sequence: number; kind: "reset" };

export type FollowOptions = {
  /** The sequence that the follower knows already; without it, what is recorded from now on. */
  after?: number | undefined;
  signal: AbortSignal;
};

const POLL_MS = 250;
/** Between sealing and recording lie milliseconds; a gap that stays this long is a writer that died. */
const GAP_MS = 2000;
const PAGE = 100;
/** A day of a slow line, a quarter of an hour of a fast one: whoever missed more is quicker with a list. */
const MOST_BEHIND = 1000;

/**
 * Follow what is recorded, by this process or another, by asking the records again and again. Followers that are up to
 * date share one question, and each keeps nothing but its place in the chain.
 */
export function createRecordFollower(
  { live, records }: { live: LiveRecords; records: Pick<RecordStore, "lastRecorded"> },
  { pollMs = POLL_MS, gapMs = GAP_MS }: { pollMs?: number; gapMs?: number } = {},
): (options: FollowOptions) => AsyncGenerator<FollowedChange, void> {
  const asked = new Map<number, Promise<RecordedChange[]>>();

  /** The answer holds for everybody who asks the same until the next look. */
  function read(after: number): Promise<RecordedChange[]> {
    const known = asked.get(after);
    if (known) return known;
    const answer = live.after(after, PAGE);
    asked.set(after, answer);
    const forget = () => setTimeout(() => asked.delete(after), pollMs / 2);
    answer.then(forget, forget);
    return answer;
  }

  return async function* follow({ after, signal }) {
    let at = after ?? (await records.lastRecorded());
    let gapSince: number | undefined;
    let mayBeFarBehind = after !== undefined;
    while (!signal.aborted) {
      if (mayBeFarBehind) {
        const last = await records.lastRecorded();
        mayBeFarBehind = false;
        // Ahead of everything: the records are not those that the follower knew.
        if (last - at > MOST_BEHIND || last < at) {
          at = last;
          yield { sequence: at, kind: "reset" };
        }
      }
      const found = await read(at);
      const isDead = gapSince !== undefined && Date.now() - gapSince >= gapMs;
      const due = isDead ? found : upToGap(found, at);
      for (const change of due) {
        if (signal.aborted) return;
        yield change;
        at = change.sequence;
      }
      if (due.length > 0 || found.length === 0) gapSince = undefined;
      else gapSince ??= Date.now();
      mayBeFarBehind = found.length === PAGE;
      if (due.length < PAGE) await pause(pollMs, signal);
    }
  };
}

/** What follows `at` without a gap: the entry that is missing will be recorded in a moment, and is not to be missed. */
function upToGap(found: readonly RecordedChange[], at: number): RecordedChange[] {
  const gap = found.findIndex(({ sequence }, i) => sequence !== at + 1 + i);
  return gap === -1 ? [...found] : found.slice(0, gap);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
