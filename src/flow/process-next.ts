import { asPartproofError } from "../domain/errors.ts";
import type { Inspection } from "../domain/inspection.ts";
import { retryDelayMs } from "../domain/retry-policy.ts";
import type { ClaimedJob } from "../ports/work-queue.ts";
import { inspectImage, LeaseLostError } from "./inspect-image.ts";
import type { Platform } from "./platform.ts";
import { recoverSealedEntries } from "./record-entry.ts";

/**
 * Take the next photo from the line and see it through: inspected, put back for later, or buried with a reason.
 * @returns the inspection, `failed` when the photo was put back or buried, or `idle` when no photo is due
 */
export async function processNext(platform: Platform): Promise<Inspection | "failed" | "idle"> {
  const job = await platform.queue.claim(platform.now(), platform.settings.leaseMs);
  if (!job) return "idle";
  try {
    // Whoever had this photo before may have sealed its evidence and died before saying so.
    if (job.attempts > 1) await recoverSealedEntries(platform);
    const inspection = await inspectImage(platform, job);
    await platform.queue.complete(job.inspectionId);
    return inspection;
  } catch (error) {
    if (error instanceof LeaseLostError) return "failed";
    await setAside(platform, job, error);
    return "failed";
  }
}

async function setAside(platform: Platform, job: ClaimedJob, thrown: unknown): Promise<void> {
  const error = asPartproofError(thrown);
  const { inspectionId, attempts } = job;
  platform.telemetry.failed("inspect a photo", thrown, { inspectionId });
  const delayMs = retryDelayMs(error, attempts, Math.random());
  const reason = error.message;
  if (delayMs === undefined) {
    await platform.queue.bury(inspectionId, reason, platform.now());
    platform.telemetry.record({ event: "inspection-buried", inspectionId, attempts, reason });
    return;
  }
  await platform.queue.retry(inspectionId, reason, new Date(platform.now().getTime() + delayMs));
  platform.telemetry.record({
    event: "inspection-retried",
    inspectionId,
    attempt: attempts,
    reason,
    delayMs,
  });
}
