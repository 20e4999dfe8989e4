import { PartproofError } from "../domain/errors.ts";
import type { Inspection } from "../domain/inspection.ts";
import { holdingDecision } from "../domain/review/holding-decision.ts";
import { type ReviewItem, sampleItemOf } from "../domain/review/review-item.ts";
import type { ReviewClaim } from "../ports/review-queue.ts";
import type { Platform } from "./platform.ts";

/** Long enough to think, short enough that what somebody walked away from does not wait for long. */
const CLAIM_MS = 120_000;

export function claimUntil(platform: Pick<Platform, "now">): Date {
  return new Date(platform.now().getTime() + CLAIM_MS);
}

/** An inspection in the hands of one person. */
export type ClaimedReview = { item: ReviewItem; claimId: string; until: Date; inspection: Inspection };

/**
 * Put inspections into the review queue that were drawn at random, whatever their verdict: what people say of them
 * tells how often verdicts are wrong.
 * @returns how many were added; those that wait, or were decided, already are not
 * @throws PartproofError `not-found` for an inspection that is none
 */
export async function queueSamples(
  platform: Pick<Platform, "records" | "reviews" | "now">,
  inspectionIds: readonly string[],
): Promise<number> {
  let added = 0;
  for (const id of inspectionIds) {
    const inspection = await platform.records.get(id);
    if (!inspection) throw new PartproofError("not-found", `There is no inspection ${id} to be sampled.`);
    if (holdingDecision(inspection)) continue;
    const item = sampleItemOf(id, platform.now(), inspection.evidence.retainUntil);
    if ((await platform.reviews.add(item)) === "queued") added += 1;
  }
  return added;
}

/**
 * Hand out the next inspection to look at, riskiest and oldest first, under a claim that runs out unless it is renewed.
 * @param want by: who asks; only: this one alone; except: not these, which were skipped
 * @returns nothing when none is left
 */
export async function claimReview(
  platform: Platform,
  want: { by: string; only?: string; except?: readonly string[] },
): Promise<ClaimedReview | undefined> {
  for (;;) {
    const [now, until, claimId] = [platform.now(), claimUntil(platform), platform.newId()];
    const item = await platform.reviews.claim({ ...want, claimId, now, until });
    if (!item) return undefined;
    const inspection = await platform.records.get(item.inspectionId);
    if (inspection && !holdingDecision(inspection)) {
      platform.telemetry.record({ event: "review-claimed", inspectionId: item.inspectionId, by: want.by });
      return { item, claimId, until, inspection };
    }
    // Decided, or dropped after its retention, by somebody who died before taking it out.
    await platform.reviews.settle(item.inspectionId);
  }
}

/**
 * Keep a claim while somebody looks at it.
 * @returns until when
 * @throws PartproofError `conflict` when it ran out and somebody else has it, or it was decided
 */
export async function renewReview(
  platform: Pick<Platform, "reviews" | "now">,
  claim: ReviewClaim,
): Promise<Date> {
  const until = claimUntil(platform);
  if (await platform.reviews.renew(claim, until)) return until;
  throw new PartproofError(
    "conflict",
    "Your claim on this review has run out: somebody else has it, or decided on it. Take the next review.",
  );
}

/** Give an inspection back, for the next one who asks. */
export async function releaseReview(
  platform: Pick<Platform, "reviews" | "telemetry">,
  claim: ReviewClaim,
  by: string,
): Promise<void> {
  await platform.reviews.release(claim);
  platform.telemetry.record({ event: "review-released", inspectionId: claim.inspectionId, by });
}
