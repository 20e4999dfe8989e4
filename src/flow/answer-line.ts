import { type CompactVerdict, compactVerdict } from "../domain/compact-verdict.ts";
import { noticeOf, noVerdictNotice } from "../domain/compose-notice.ts";
import { PartproofError } from "../domain/errors.ts";
import type { Receipt } from "../ports/record-store.ts";
import { awaitInspection } from "./await-inspection.ts";
import type { Platform } from "./platform.ts";

/**
 * How long a line waits for an answer: what the caller asks, at most what the recipe allows.
 * @param wait askedMs by the caller; longestMs that a call can be kept waiting here
 * @throws PartproofError `invalid-input` when neither caller nor recipe says
 */
export async function lineWaitMs(
  platform: Platform,
  recipeId: string,
  wait: { askedMs: number | undefined; longestMs: number },
): Promise<number> {
  const allowedMs = (await platform.recipes.get(recipeId))?.recipe.answerWithinMs;
  if (wait.askedMs === undefined && allowedMs === undefined) {
    const message = `Expected ?wait=SECONDS for a compact answer, because recipe ${recipeId} has no answerWithinMs; received neither.`;
    throw new PartproofError("invalid-input", message);
  }
  return Math.min(wait.longestMs, wait.askedMs ?? wait.longestMs, allowedMs ?? wait.longestMs);
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
  const { baseUrl, reader } = platform.settings;
  const inspection = await awaitInspection(platform, inspectionId, withinMs);
  if (inspection) return compactVerdict(noticeOf(inspection, { baseUrl, reader }));
  const givenUp = (await platform.queue.deadLetter(inspectionId)) !== undefined;
  const at = platform.now().toISOString();
  const reason = givenUp ? "given-up" : "no-verdict-in-time";
  return compactVerdict(noVerdictNotice(receipt, reason, { at, baseUrl, reader }));
}
