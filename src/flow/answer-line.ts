import { type CompactVerdict, compactVerdict } from "../domain/compact-verdict.ts";
import { noticeOf, noVerdictNotice } from "../domain/compose-notice.ts";
import { PartproofError } from "../domain/errors.ts";
import type { Receipt } from "../ports/record-store.ts";
import { awaitInspection } from "./await-inspection.ts";
import type { Platform } from "./platform.ts";

/**
 * How long a line waits for an answer: what the caller asks, at most what the recipe allows.
 * @throws PartproofError `invalid-input` when neither says
 */
export async function lineWaitMs(
  platform: Platform,
  recipeId: string,
  waitMs: number | undefined,
): Promise<number> {
  const allowedMs = (await platform.recipes.get(recipeId))?.recipe.answerWithinMs;
  if (waitMs === undefined && allowedMs === undefined) {
    const message = `Expected ?wait=SECONDS for a compact answer, because recipe ${recipeId} has no answerWithinMs; received neither.`;
    throw new PartproofError("invalid-input", message);
  }
  return Math.min(waitMs ?? Number.POSITIVE_INFINITY, allowedMs ?? Number.POSITIVE_INFINITY);
}

/**
 * The verdict of a received photo for whoever holds up a line until it comes. There is always one: `review` when the
 * time is over or the photo was given up.
 * @param withinMs from now; what is over already gives an answer at once
 */
export async function answerLine(
  platform: Platform,
  receipt: Receipt,
  withinMs: number,
): Promise<CompactVerdict> {
  const { inspectionId } = receipt;
  const { baseUrl } = platform.settings;
  const inspection = await awaitInspection(platform, inspectionId, withinMs);
  if (inspection) return compactVerdict(noticeOf(inspection, { baseUrl }));
  const givenUp = (await platform.queue.deadLetter(inspectionId)) !== undefined;
  const at = platform.now().toISOString();
  const reason = givenUp ? "given-up" : "no-verdict-in-time";
  return compactVerdict(noVerdictNotice(receipt, reason, { at, baseUrl }));
}
