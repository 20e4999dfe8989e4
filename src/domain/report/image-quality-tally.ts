import { z } from "zod";
import type { ImageQuality } from "../image-quality.ts";
import type { Inspection } from "../inspection.ts";
import { compareTexts } from "./fault-tally.ts";
import {
  combineMoments,
  describeMoments,
  type Moments,
  momentsOf,
  momentsSchema,
  NO_MOMENTS,
} from "./moments.ts";

const MEASURES = ["brightness", "sharpness"] as const;
export type Measure = (typeof MEASURES)[number];

export const imageQualityDriftSchema = z.object({
  recipe: z.string(),
  measure: z.enum(MEASURES),
  ...momentsSchema.shape,
  baseline: momentsSchema.describe("The first 200 photos of this recipe in the range."),
  byPeriod: z.array(
    momentsSchema.extend({
      period: z.int().min(0),
      drift: z
        .enum(["above", "below"])
        .optional()
        .describe("Against the baseline, where it is hardly chance and large enough to matter."),
    }),
  ),
});
export type ImageQualityDrift = z.infer<typeof imageQualityDriftSchema>;

/** So many that their mean is firm, so few that they are over before anything drifts. */
export const BASELINE_PHOTOS = 200;
const SIGMAS = 3;
/** 8 of 255 steps: less, and a recognizer sees the same. */
const BRIGHTNESS_WORTH_A_MARK = 0.03;
/** A fifth less of sharpness, or a quarter more. */
const SHARPNESS_WORTH_A_MARK = { least: 0.8, most: 1.25 };

type First = { receivedMs: number; id: string; quality: ImageQuality };
type Series = { first: First[]; byPeriod: Map<number, Record<Measure, Moments>> };

/**
 * Brightness and sharpness over time, by recipe, against the recipe's baseline: its first photos of the range. Keeps
 * these and a few numbers a period, however many photos there are.
 */
export function createImageQualityTally() {
  const recipes = new Map<string, Series>();

  return {
    add(inspection: Pick<Inspection, "id" | "receivedAt" | "recipe" | "imageQuality">, period: number): void {
      const { id, receivedAt, recipe, imageQuality: quality } = inspection;
      if (quality === undefined) return;
      const series: Series = recipes.get(recipe.id) ?? { first: [], byPeriod: new Map() };
      recipes.set(recipe.id, series);
      const known = series.byPeriod.get(period);
      series.byPeriod.set(period, {
        brightness: combineMoments(known?.brightness ?? NO_MOMENTS, momentsOf(quality.brightness)),
        sharpness: combineMoments(known?.sharpness ?? NO_MOMENTS, momentsOf(quality.sharpness)),
      });
      series.first.push({ receivedMs: Date.parse(receivedAt), id, quality });
      // Inspections come in any order: now and then all but the first are forgotten.
      if (series.first.length >= 2 * BASELINE_PHOTOS) series.first = firstOf(series);
    },

    finish(): ImageQualityDrift[] {
      return [...recipes]
        .sort(([a], [b]) => compareTexts(a, b))
        .flatMap(([recipe, series]) => MEASURES.map((measure) => driftOf(recipe, measure, series)));
    },
  };
}

function firstOf({ first }: Series): First[] {
  return first
    .sort((a, b) => a.receivedMs - b.receivedMs || compareTexts(a.id, b.id))
    .slice(0, BASELINE_PHOTOS);
}

function driftOf(recipe: string, measure: Measure, series: Series): ImageQualityDrift {
  const baseline = firstOf(series)
    .map(({ quality }) => momentsOf(quality[measure]))
    .reduce(combineMoments, NO_MOMENTS);
  const periods = [...series.byPeriod].sort(([a], [b]) => a - b);
  return {
    recipe,
    measure,
    ...describeMoments(periods.map(([, moments]) => moments[measure]).reduce(combineMoments, NO_MOMENTS)),
    baseline: describeMoments(baseline),
    byPeriod: periods.map(([period, { [measure]: moments }]) => {
      const drift = compare(measure, baseline, moments);
      return { period, ...describeMoments(moments), ...(drift === undefined ? {} : { drift }) };
    }),
  };
}

/** Three standard errors of the difference, and a size that matters: with very many photos everything differs. */
function compare(
  measure: Measure,
  baseline: Moments,
  { n, mean, variance }: Moments,
): "above" | "below" | undefined {
  if (baseline.n < 2 || n < 2) return undefined;
  const change = mean - baseline.mean;
  const error = Math.sqrt(baseline.variance / (baseline.n - 1) + variance / (n - 1));
  if (Math.abs(change) <= SIGMAS * error || !matters(measure, baseline.mean, mean)) return undefined;
  return change > 0 ? "above" : "below";
}

function matters(measure: Measure, before: number, now: number): boolean {
  if (measure === "brightness") return Math.abs(now - before) >= BRIGHTNESS_WORTH_A_MARK;
  return now <= before * SHARPNESS_WORTH_A_MARK.least || now >= before * SHARPNESS_WORTH_A_MARK.most;
}
