import type { JudgedPhoto } from "./match-detections.ts";
import {
  type Evidence,
  gatherPart,
  type PartRates,
  type PhotoRates,
  photoRatesOf,
  ratesOf,
} from "./part-evidence.ts";
import { viewPart } from "./part-view.ts";
import { type RecipeThresholds, thresholdsOf, USUAL } from "./recipe-thresholds.ts";
import { typicalCounts } from "./typical-counts.ts";

/** Escapes and false rejects on photos of known truth, and what becomes of whole photos, at given thresholds. */
export type CheckedThresholds = {
  /** `model`: as its card proposes them; `recipe`: a recipe's defaults, for a model that proposes none. */
  from: "model" | "recipe";
  reviewBand: RecipeThresholds["reviewBand"];
  parts: (RecipeThresholds["parts"][number] & PartRates)[];
  photos: PhotoRates;
};

/**
 * Counts by photo and label, as recipes do; the full count of a part is the most that these photos show, see
 * typical-counts.ts. A part that the proposal does not know has a recipe's default.
 */
export function checkThresholds(
  photos: readonly JudgedPhoto[],
  proposal: RecipeThresholds | undefined,
): CheckedThresholds {
  const labels = [...new Set(photos.flatMap(({ truth }) => truth.map(({ label }) => label)))].sort();
  const typical = typicalCounts(
    photos.map(({ truth }) => ({ boxes: truth })),
    labels,
  );
  const evidence: Evidence = {
    unit: "photo",
    photos: photos.length,
    parts: typical.map(({ label, full }) =>
      gatherPart(
        label,
        full,
        photos.map(({ truth, detections }, at) => {
          const there = truth.filter((part) => part.label === label).length;
          const seen = detections.flatMap((one) => (one.label === label ? [one.confidence] : []));
          return viewPart(at, there, seen);
        }),
      ),
    ),
  };
  const reviewBand = proposal?.reviewBand ?? USUAL.reviewBand;
  const parts = evidence.parts.map((part) => {
    const own = proposal?.parts.find(({ label }) => label === part.label);
    const minConfidence = own?.minConfidence ?? USUAL.minConfidence;
    const thresholds = thresholdsOf(minConfidence, reviewBand);
    return { label: part.label, minConfidence, thresholds, ...ratesOf(part, thresholds) };
  });
  return {
    from: proposal ? "model" : "recipe",
    reviewBand,
    parts: parts.map(({ thresholds: _, ...part }) => part),
    photos: photoRatesOf(
      evidence,
      parts.map(({ thresholds }) => thresholds),
    ),
  };
}
