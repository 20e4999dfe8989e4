import { asPartproofError } from "../domain/errors.ts";
import type { Inspection } from "../domain/inspection.ts";
import { retryDelayMs } from "../domain/retry-policy.ts";
import type { ClaimedJob } from "../ports/work-queue.ts";
import { inspectImage, LeaseLostError } from "./inspect-image.ts";
import type { Platform } from "./platform.ts";
import { recoverSealedEntries } from "./record-entry.ts";

/** What became of a claimed photo. `taken-over`: its lease ran out, and another worker has it now. */
export type JobOutcome =
  | { outcome: "inspected"; inspection: Inspection }
  | { outcome: "put-back"; delayMs: number }
  | { outcome: "buried"; reason: string }
  | { outcome: "taken-over" };

/** See a claimed photo through: inspected, put back for later, or buried with a reason. */
export async function seeJobThrough(platform: Platform, job: ClaimedJob): Promise<JobOutcome> {
  try {
    // Whoever had this photo before may have sealed its evidence and died before saying so.
    if (job.attempts > 1) await recoverSealedEntries(platform);
    const inspection = await inspectImage(platform, job);
    await platform.queue.complete(job.inspectionId);
    return { outcome: "inspected", inspection };
  } catch (error) {
    if (error instanceof LeaseLostError) return { outcome: "taken-over" };
    return setAside(platform, job, error);
  }
}

async function setAside(platform: Platform, job: ClaimedJob, thrown: unknown): Promise<JobOutcome> {
  const error = asPartproofError(thrown);
  const { inspectionId, attempts } = job;
  platform.telemetry.failed("inspect a photo", thrown, { inspectionId });
  const delayMs = retryDelayMs(error, attempts, Math.random());
  const reason = error.message;
  if (delayMs === undefined) {
    await platform.queue.bury(inspectionId, reason, platform.now());
    platform.telemetry.record({ event: "inspection-buried", inspectionId, attempts, reason });
    return { outcome: "buried", reason };
  }
  await platform.queue.retry(inspectionId, reason, new Date(platform.now().getTime() + delayMs));
  platform.telemetry.record({
    event: "inspection-retried",
    inspectionId,
    attempt: attempts,
    reason,
    delayMs,
  });
  return { outcome: "put-back", delayMs };
}
