import { z } from "zod";
import { type Rate, rateOf, rateSchema } from "./binomial-interval.ts";
import { outcomeOfView, type PartView, partViewSchema, type Thresholds } from "./part-view.ts";

/**
 * What photos that were left out, or never taught, say of each part: all that estimates and thresholds are made of.
 * `unit`: what a view is. `full`: how many a view shows that lacks none; `quiet`: views without the part in which
 * nothing was taken for it, which are only counted. `twoScenes`: all photos are of but two scenes (clips, bursts), so
 * that limits, which take each for a trial of its own, promise too much for a third. `photoSha256`: which file photo n
 * of the views is; models taught by older versions do not say.
 */
export const evidenceSchema = z.strictObject({
  unit: z.enum(["photo", "place"]),
  photos: z.int().min(1),
  twoScenes: z.literal(true).optional(),
  photoSha256: z.array(z.string().length(64)).optional(),
  parts: z.array(
    z.strictObject({
      label: z.string(),
      full: z.int().min(1),
      quiet: z.int().min(0),
      views: z.array(partViewSchema),
    }),
  ),
});
export type Evidence = z.infer<typeof evidenceSchema>;
export type PartEvidence = Evidence["parts"][number];

/** Four digits: no threshold is finer. What was seen is never quite certain, so that a threshold of 1 excludes it. */
const DIGITS = 1e4;
const SUREST = 1 - 1 / DIGITS;

export function gatherPart(label: string, full: number, views: readonly PartView[]): PartEvidence {
  const loud = views.filter(({ there, surplus }) => there > 0 || surplus > 0);
  const round = (value: number) => Math.min(SUREST, Math.round(value * DIGITS) / DIGITS);
  return {
    label,
    full,
    quiet: views.length - loud.length,
    views: loud.map((view) => ({
      ...view,
      needed: view.there === 0 ? 1 : round(view.needed),
      surplus: round(view.surplus),
    })),
  };
}

/**
 * An **escape** is a missing part that is called present. Its trials are the views that lack the part (fewer are there
 * than in a full one); it happens where more are surely seen than are there, for then a recipe that asks for
 * one more than there is would pass.
 *
 * A **false reject** is a good widget that fails. Its trials are the views that have the part; it happens where
 * fewer may be seen than are there, or more are surely seen.
 */
export const partRatesSchema = z.strictObject({ escapes: rateSchema, falseRejects: rateSchema });
export type PartRates = z.infer<typeof partRatesSchema>;

export function lacking({ full, quiet, views }: PartEvidence): number {
  return quiet + views.filter(({ there }) => there < full).length;
}

export function ratesOf(part: PartEvidence, thresholds: Thresholds): PartRates {
  const { full, views } = part;
  const outcome = (view: PartView) => outcomeOfView(view, thresholds);
  const escapes = views.filter((view) => view.there < full && outcome(view) === "invented");
  const having = views.filter(({ there }) => there > 0);
  const rejected = having.filter((view) => outcome(view) === "missed" || outcome(view) === "invented");
  return {
    escapes: rateOf(escapes.length, lacking(part)),
    falseRejects: rateOf(rejected.length, having.length),
  };
}

/**
 * What becomes of whole photos if the recipe asks for exactly what each shows: `failed` ones are good widgets
 * rejected, `review` ones go to a person; the others pass.
 */
export const photoRatesSchema = z.strictObject({ failed: rateSchema, review: rateSchema });
export type PhotoRates = z.infer<typeof photoRatesSchema>;

/** @param thresholds of each part, in the order of the evidence */
export function photoRatesOf(evidence: Evidence, thresholds: readonly Thresholds[]): PhotoRates {
  const { failed, review } = countPhotos(evidence, thresholds);
  const rate = (events: number): Rate => rateOf(events, evidence.photos);
  return { failed: rate(failed), review: rate(review) };
}

/** Whole photos that would fail, or go to a person, as for `photoRatesOf`. */
export function countPhotos(
  { parts }: Evidence,
  thresholds: readonly Thresholds[],
): { failed: number; review: number } {
  const failed = new Set<number>();
  const unsure = new Set<number>();
  for (const [at, { views }] of parts.entries()) {
    const limits = thresholds[at];
    if (!limits) throw new RangeError(`Expected thresholds for each of ${parts.length} parts.`);
    for (const view of views) {
      const outcome = outcomeOfView(view, limits);
      if (outcome === "missed" || outcome === "invented") failed.add(view.photo);
      else if (outcome === "unsure") unsure.add(view.photo);
    }
  }
  return { failed: failed.size, review: [...unsure].filter((photo) => !failed.has(photo)).length };
}
