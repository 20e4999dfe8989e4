import type { Verdict } from "../domain/inspection.ts";
import type { PhotoTruth } from "./plan-photo.ts";

/** How a verdict compares with the truth. An escape is a bad widget passed, a false reject a good one failed. */
export type VerdictScore = "right" | "escape" | "false-reject" | "review";

/** A photo that was rejected as unusable needs a person just like one under review. */
export function scoreVerdict(truth: Pick<PhotoTruth, "complete">, verdict: Verdict): VerdictScore {
  if (verdict === "review" || verdict === "rejected") return "review";
  if (verdict === "pass") return truth.complete ? "right" : "escape";
  return truth.complete ? "false-reject" : "right";
}

/** Running counts of a line, for a live display: `photos` is the sum of the last four. */
export type LineTally = {
  photos: number;
  incomplete: number;
  right: number;
  escapes: number;
  falseRejects: number;
  reviews: number;
};

export const EMPTY_TALLY: LineTally = {
  photos: 0,
  incomplete: 0,
  right: 0,
  escapes: 0,
  falseRejects: 0,
  reviews: 0,
};

const COUNTER = {
  right: "right",
  escape: "escapes",
  "false-reject": "falseRejects",
  review: "reviews",
} as const satisfies Record<VerdictScore, keyof LineTally>;

/** The tally with one more inspected photo; the given one stays as it is. */
export function addToTally(
  tally: LineTally,
  truth: Pick<PhotoTruth, "complete">,
  verdict: Verdict,
): LineTally {
  const counter = COUNTER[scoreVerdict(truth, verdict)];
  return {
    ...tally,
    photos: tally.photos + 1,
    incomplete: tally.incomplete + (truth.complete ? 0 : 1),
    [counter]: tally[counter] + 1,
  };
}
