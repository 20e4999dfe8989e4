import type { Detection } from "./detection.ts";
import type { Decision, Inspection, Verdict } from "./inspection.ts";
import type { Judgment } from "./judge.ts";
import { holdingDecision } from "./review/holding-decision.ts";

/** One archived inspection judged by another recipe. */
export type Replayed = {
  inspection: Inspection;
  now: Judgment;
  /** What was judged: as seen then, or as seen in the photo now. */
  detections: readonly Detection[];
  by: "stored-detections" | "photo";
};

/** How verdicts stand against what people decided. `review` takes no side. */
export type AgainstPeople = { agree: number; escapes: number; falseRejects: number; review: number };

export type ReplayTally = {
  replayed: number;
  byStoredDetections: number;
  flips: number;
  /** Inspections on which somebody decided; the last one that holds counts. */
  decided: number;
  before: AgainstPeople;
  after: AgainstPeople;
  /** Not passed then, passed now, and nobody said that the widget is good: each may be an escape. */
  unconfirmedPasses: number;
  /** Could not be judged anew: rejected files, photos that are gone. */
  skipped: number;
};

export type ReplayConclusion = { worse: boolean; reasons: string[] };

export function emptyTally(): ReplayTally {
  const nobody = (): AgainstPeople => ({ agree: 0, escapes: 0, falseRejects: 0, review: 0 });
  return {
    replayed: 0,
    byStoredDetections: 0,
    flips: 0,
    decided: 0,
    before: nobody(),
    after: nobody(),
    unconfirmedPasses: 0,
    skipped: 0,
  };
}

/** Counts one more inspection in. */
export function addReplayed(tally: ReplayTally, replayed: Replayed): void {
  const { inspection, now, by } = replayed;
  tally.replayed += 1;
  if (by === "stored-detections") tally.byStoredDetections += 1;
  if (isFlip(replayed)) tally.flips += 1;
  if (isUnconfirmedPass(replayed)) tally.unconfirmedPasses += 1;
  const decision = holdingDecision(inspection);
  if (!decision) return;
  tally.decided += 1;
  tally.before[against(decision, inspection.verdict)] += 1;
  tally.after[against(decision, now.verdict)] += 1;
}

export function isFlip({ inspection, now }: Pick<Replayed, "inspection" | "now">): boolean {
  return inspection.verdict !== now.verdict;
}

export function isUnconfirmedPass({ inspection, now }: Pick<Replayed, "inspection" | "now">): boolean {
  return inspection.verdict !== "pass" && now.verdict === "pass" && !holdingDecision(inspection);
}

/**
 * Whether the other recipe does worse. An escape is far worse than a false reject, so no number of false rejects saved
 * makes up for one; a pass that nobody confirmed counts against the recipe, because it may be one.
 */
export function concludeReplay({ before, after, unconfirmedPasses }: ReplayTally): ReplayConclusion {
  const reasons: string[] = [];
  const more = after.escapes - before.escapes;
  if (more > 0)
    reasons.push(`${more} more ${more === 1 ? "widget" : "widgets"} that people call bad would pass`);
  const rejects = after.falseRejects - before.falseRejects;
  if (rejects > 0 && more >= 0)
    reasons.push(`${rejects} more ${rejects === 1 ? "widget" : "widgets"} that people call good would fail`);
  if (unconfirmedPasses > 0)
    reasons.push(
      `${unconfirmedPasses} that did not pass would pass, and nobody has said that ${unconfirmedPasses === 1 ? "it is" : "they are"} good`,
    );
  return { worse: reasons.length > 0, reasons };
}

function against({ verdict: truth }: Decision, verdict: Verdict): keyof AgainstPeople {
  if (verdict === truth) return "agree";
  if (verdict === "pass") return "escapes";
  return verdict === "fail" ? "falseRejects" : "review";
}
