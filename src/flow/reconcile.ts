import type { InspectionFilter, VerdictCounts } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";

export type Reconciliation = {
  received: number;
  verdicts: VerdictCounts;
  deadLetters: number;
  /** Received, but neither judged nor dead: still in the line. */
  inProgress: number;
  /** False when photos are unaccounted for: more is waiting in the books than in the line. */
  balanced: boolean;
};

/** Every photo in is a verdict, a reject, a dead letter or still in the line: count them and compare. */
export async function reconcile(platform: Platform, filter: InspectionFilter = {}): Promise<Reconciliation> {
  const { received, verdicts } = await platform.records.count(filter);
  const { waiting, inProgress: claimed, dead } = await platform.queue.stats(platform.now());
  const judged = Object.values(verdicts).reduce((sum, n) => sum + n, 0);
  const inProgress = received - judged - dead;
  return { received, verdicts, deadLetters: dead, inProgress, balanced: inProgress <= waiting + claimed };
}
