import { z } from "zod";
import { CONFIDENCE, eventsAllowed, trialsToProve, upperLimit } from "./binomial-interval.ts";
import {
  countPhotos,
  type Evidence,
  lacking,
  type PartEvidence,
  partRatesSchema,
  photoRatesOf,
  photoRatesSchema,
  ratesOf,
} from "./part-evidence.ts";
import type { Thresholds } from "./part-view.ts";
import { thresholdsOf, USUAL } from "./recipe-thresholds.ts";

/** Thresholds for a recipe, and what to expect with them, by the photos left out. */
export const proposalSchema = z.strictObject({
  /** The share of missing parts that may be called present. */
  escapeTarget: z.number().gt(0).lt(1),
  /** 0 to 1: how sure the limits are. */
  confidence: z.number(),
  reviewBand: z.strictObject({ below: z.number().min(0).max(1), above: z.number().min(0).max(1) }),
  parts: z.array(
    partRatesSchema.extend({
      label: z.string(),
      minConfidence: z.number().min(0).max(1),
      /** Whether the photos prove the target; and if not, how many more without the part, and no escape, would. */
      proven: z.boolean(),
      moreWithout: z.int().min(0),
    }),
  ),
  photos: photoRatesSchema,
});
export type Proposal = z.infer<typeof proposalSchema>;

export const DEFAULT_ESCAPE_TARGET = 0.001;
/** What nothing in the data speaks against stays at a recipe's defaults. */
const { above } = USUAL.reviewBand;
const USUALLY = thresholdsOf(USUAL.minConfidence, USUAL.reviewBand);
/** Widths of the review band that are tried, none narrower than a recipe's default. */
const LEAST_WIDTH = above + USUAL.reviewBand.below;
const WIDTHS = Array.from({ length: 14 }, (_, at) => LEAST_WIDTH + 0.05 * at);
/** Reviews that a good widget which fails is worth. */
export const FALSE_REJECT = 5;
const DIGITS = 1e4;

/**
 * A detection is sure from above what stood, or could have stood, in for a missing part: from above the (k + 1)-th
 * surest surplus, where k is how many escapes so many views without the part may have and still prove the target; 0
 * where they cannot prove it. k is fixed before any confidence is looked at, so `atMost` holds although the
 * threshold is chosen on the same photos: the share of a distribution above its (k + 1)-th largest of n values is
 * Beta(k + 1, n − k) distributed, whatever the distribution (Wilks, Annals of Mathematical Statistics 12, 1941), and
 * that is Clopper and Pearson's limit for k of n. It supposes that views are independent and like those to come.
 *
 * The width of the review band is the one with which the fewest good photos fail or are sent to a person, a failed one
 * counting as five. That choice is not corrected for: expect more false rejects and reviews than are counted here.
 */
export function proposeThresholds(evidence: Evidence, escapeTarget: number): Proposal {
  const plans = evidence.parts.map((part) => {
    const trials = lacking(part);
    const allowed = Math.max(0, eventsAllowed(trials, escapeTarget));
    return { part, trials, allowed, sureFrom: sureThreshold(part, allowed) };
  });
  const width = chooseWidth(
    evidence,
    plans.map(({ sureFrom }) => sureFrom),
  );
  return {
    escapeTarget,
    confidence: CONFIDENCE,
    reviewBand: { below: round(width - above), above },
    parts: plans.map(({ part, trials, allowed, sureFrom }) => {
      const { escapes, falseRejects } = ratesOf(part, bandBelow(sureFrom, width));
      const atMost = upperLimit(Math.max(escapes.events, allowed), trials);
      const proven = atMost <= escapeTarget;
      return {
        label: part.label,
        minConfidence: round(sureFrom - above),
        escapes: { ...escapes, atMost },
        falseRejects,
        proven,
        moreWithout: proven ? 0 : Math.max(1, trialsToProve(escapeTarget) - trials),
      };
    }),
    photos: photoRatesOf(
      evidence,
      plans.map(({ sureFrom }) => bandBelow(sureFrom, width)),
    ),
  };
}

/** Halfway, in logits, from the surplus that must not count to the weakest needed detection above it. */
function sureThreshold({ views }: PartEvidence, allowed: number): number {
  const surplus = views.map((view) => view.surplus).sort((a, b) => b - a)[allowed] ?? 0;
  const needed = Math.min(1, ...views.flatMap((view) => (view.needed > surplus ? [view.needed] : [])));
  const halfway = 1 / (1 + Math.exp(-(logit(surplus) + logit(needed)) / 2));
  // Where not even certainty is enough, nothing is: no confidence reaches 1.
  if (halfway <= surplus) return 1;
  return Math.max(USUALLY.sureFrom, Math.min(1, Math.ceil(halfway * DIGITS) / DIGITS));
}

function chooseWidth(evidence: Evidence, sureFrom: readonly number[]): number {
  const usual = Math.max(...sureFrom) - USUALLY.unsureFrom;
  const costs = WIDTHS.map((width) => {
    const { failed, review } = countPhotos(
      evidence,
      sureFrom.map((from) => bandBelow(from, width)),
    );
    return { width, cost: FALSE_REJECT * failed + review };
  });
  costs.sort((a, b) => a.cost - b.cost || Math.abs(a.width - usual) - Math.abs(b.width - usual));
  return round(costs[0]?.width ?? usual);
}

function bandBelow(sureFrom: number, width: number): Thresholds {
  return { sureFrom, unsureFrom: round(sureFrom - width) };
}

function round(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}

const EDGE = 1e-4;
function logit(confidence: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, confidence));
  return Math.log(inside / (1 - inside));
}
