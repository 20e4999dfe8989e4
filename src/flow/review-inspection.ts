import { PartproofError } from "../domain/errors.ts";
import type { Decision, Disposition, Inspection, Withdrawal } from "../domain/inspection.ts";
import { holdingDecision } from "../domain/review/holding-decision.ts";
import type { Platform } from "./platform.ts";
import { recordEntry } from "./record-entry.ts";
import { claimUntil } from "./review-queue.ts";

/**
 * A person decides on an inspection. The decision is sealed into the same chain as the verdict, which stays.
 * @param claimId of the review that the decision is about, where it comes from the queue: then it is refused when the
 *   claim was lost. The same decision sent again after it was sealed changes nothing.
 * @throws PartproofError `not-found`; `conflict` when the decision contradicts itself, or the claim was lost
 */
export async function reviewInspection(
  platform: Platform,
  decision: Omit<Decision, "at">,
  claimId?: string,
): Promise<Inspection> {
  const inspection = await find(platform, decision.inspectionId);
  const agrees = inspection.verdict === decision.verdict;
  // A `review` verdict took no side, so either answer agrees with it.
  if (inspection.verdict !== "review" && agrees !== (decision.decision === "agree")) {
    const message = `The verdict is ${inspection.verdict}: "${decision.decision}" with "${decision.verdict}" contradicts itself. Send "overrule" to change the outcome, "agree" to keep it.`;
    throw new PartproofError("conflict", message);
  }
  if (claimId !== undefined) {
    const claim = { inspectionId: inspection.id, claimId };
    if (!(await platform.reviews.renew(claim, claimUntil(platform)))) {
      const current = await find(platform, inspection.id);
      if (isSame(holdingDecision(current), decision)) return current;
      throw new PartproofError("conflict", claimLost(current));
    }
  }
  return seal(platform, { ...decision, at: platform.now().toISOString() });
}

/**
 * A person takes back the last decision that holds, if it is their own. It stays in the chain, and counts no longer; an
 * inspection that came from the queue waits there again unless an earlier decision holds.
 * @throws PartproofError `not-found`; `conflict` when no decision holds, or the last one is somebody else's
 */
export async function withdrawDecision(
  platform: Platform,
  withdrawal: Omit<Withdrawal, "at" | "decision">,
): Promise<Inspection> {
  const held = holdingDecision(await find(platform, withdrawal.inspectionId));
  if (!held)
    throw new PartproofError("conflict", "Nobody's decision holds, so there is nothing to take back.");
  if (held.by !== withdrawal.by) {
    const message = `The decision that holds is ${held.by}'s of ${held.at}, and only ${held.by} can take it back. Add a decision of your own instead.`;
    throw new PartproofError("conflict", message);
  }
  return seal(platform, { ...withdrawal, decision: "withdrawn", at: platform.now().toISOString() });
}

export function noInspection(id: string): PartproofError {
  return new PartproofError(
    "not-found",
    `There is no inspection ${id}. Look it up with GET /v1/inspections.`,
  );
}

async function find(platform: Platform, inspectionId: string): Promise<Inspection> {
  const inspection = await platform.records.get(inspectionId);
  if (!inspection) throw noInspection(inspectionId);
  return inspection;
}

async function seal(platform: Platform, disposition: Disposition): Promise<Inspection> {
  const entry = await platform.vault.seal({ kind: "disposition", disposition }, disposition.at);
  await recordEntry(platform, entry);
  return find(platform, disposition.inspectionId);
}

function isSame(held: Decision | undefined, sent: Omit<Decision, "at">): boolean {
  return (
    held?.by === sent.by &&
    held.decision === sent.decision &&
    held.verdict === sent.verdict &&
    held.reason === sent.reason
  );
}

function claimLost(inspection: Inspection): string {
  const held = holdingDecision(inspection);
  const what = held ? `${held.by} decided on it: ${held.verdict}` : "somebody else is looking at it by now";
  return `Your claim on this review has run out, and ${what}. Your decision was not recorded. Take the next review.`;
}
