import type { VerdictCounts } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";

export type Reconciliation = {
  received: number;
  verdicts: VerdictCounts;
  deadLetters: number;
  /** Received, but neither judged nor dead: still in the line. */
  inProgress: number;
  /** Received, but nowhere to be found; anything but 0 is an alarm. */
  unaccounted: number;
};

/** Every photo in is a verdict, a reject, a dead letter or still in the line: count them and compare. */
export async function reconcile(
  platform: Pick<Platform, "records" | "queue" | "now">,
): Promise<Reconciliation> {
  const { received, verdicts } = await platform.records.count({});
  const { waiting, inProgress: claimed, dead } = await platform.queue.stats(platform.now());
  const judged = Object.values(verdicts).reduce((sum, n) => sum + n, 0);
  const inProgress = received - judged - dead;
  // A photo that is recorded but not yet taken out of the line stands in both: never below zero.
  const unaccounted = Math.max(0, inProgress - waiting - claimed);
  return { received, verdicts, deadLetters: dead, inProgress, unaccounted };
}
