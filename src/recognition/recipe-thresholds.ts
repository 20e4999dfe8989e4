import { recipeSchema } from "../domain/recipe.ts";
import type { Thresholds } from "./part-view.ts";

/** What a recipe says of confidence where it says nothing. */
export const USUAL = {
  minConfidence: recipeSchema.shape.minConfidence.parse(undefined),
  reviewBand: recipeSchema.shape.reviewBand.parse(undefined),
};

export type RecipeThresholds = {
  reviewBand: { below: number; above: number };
  parts: { label: string; minConfidence: number }[];
};

/** From where on a detection is sure and unsure under a recipe, as src/domain/assign-detections.ts has it. */
export function thresholdsOf(minConfidence: number, band: RecipeThresholds["reviewBand"]): Thresholds {
  return { sureFrom: Math.min(1, minConfidence + band.above), unsureFrom: minConfidence - band.below };
}
