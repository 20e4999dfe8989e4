import { type CheckedThresholds, checkThresholds } from "./check-thresholds.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import type { JudgedPhoto } from "./match-detections.ts";
import type { Proposal } from "./propose-thresholds.ts";
import { USUAL } from "./recipe-thresholds.ts";
import { worstPhotos } from "./worst-photos.ts";

/** How a model did on photos of known truth, at the thresholds it proposes itself. */
export type ModelScore = Pick<Evaluation, "mAP50" | "countExact"> &
  Pick<CheckedThresholds, "parts" | "photos"> & {
    /** Photos with a fault, worst first: which parts were missed, taken for another, or seen where none is. */
    worst: {
      index: number;
      missed: string[];
      confused: { label: string; seen: string }[];
      invented: string[];
    }[];
  };

/** @param most of the worst photos */
export function scoreModel(
  photos: readonly JudgedPhoto[],
  proposal: Proposal | undefined,
  most: number,
): ModelScore {
  const least = new Map(proposal?.parts.map(({ label, minConfidence }) => [label, minConfidence]));
  const sure = photos.map(({ truth, detections }) => ({
    truth,
    detections: detections.filter(
      ({ label, confidence }) => confidence >= (least.get(label) ?? USUAL.minConfidence),
    ),
  }));
  const { mAP50 } = evaluate(photos);
  // Each label has a threshold of its own, so the detections that count are chosen before, not by one for all.
  const { countExact } = evaluate(sure, 0);
  const { parts, photos: rates } = checkThresholds(photos, proposal);
  const worst = worstPhotos(sure, most).worst.map(({ index, outcome }) => ({
    index,
    missed: outcome.missed.map(({ label }) => label),
    confused: outcome.confused.map(({ part, detection }) => ({ label: part.label, seen: detection.label })),
    invented: outcome.invented.map(({ label }) => label),
  }));
  return { mAP50, countExact, parts, photos: rates, worst };
}
