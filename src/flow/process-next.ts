import { asPartproofError } from "../domain/errors.ts";
import type { Inspection } from "../domain/inspection.ts";
import { retryDelayMs } from "../domain/retry-policy.ts";
import type { ClaimedJob } from "../ports/work-queue.ts";
import { inspectImage, LeaseLostError } from "./inspect-image.ts";
import type { Platform } from "./platform.ts";
import { recoverSealedEntries } from "./record-entry.ts";

/** What became of one photo that was to be seen through. `not-due`: it is not this worker's to inspect now. */
export type JobOutcome =
  | { state: "inspected"; inspection: Inspection }
  | { state: "put-back"; dueAt: Date; reason: string }
  | { state: "buried"; attempts: number; reason: string }
  | { state: "not-due" };

/**
 * Take the next photo from the line and see it through: inspected, put back for later, or buried with a reason.
 * @returns the inspection, `failed` when the photo was put back or buried, or `idle` when no photo is due
 */
export async function processNext(platform: Platform): Promise<Inspection | "failed" | "idle"> {
  const job = await platform.queue.claim(platform.now(), platform.settings.leaseMs);
  if (!job) return "idle";
  const outcome = await seeThrough(platform, job);
  return outcome.state === "inspected" ? outcome.inspection : "failed";
}

/**
 * See one photo through, for whoever was told its id: a message says that it is there, the line says whether it is due.
 * @returns `not-due` when another worker has it, it waits for its time, it is dead, or it is done
 */
export async function processJob(platform: Platform, inspectionId: string): Promise<JobOutcome> {
  const job = await platform.queue.claim(platform.now(), platform.settings.leaseMs, inspectionId);
  return job ? seeThrough(platform, job) : { state: "not-due" };
}

async function seeThrough(platform: Platform, job: ClaimedJob): Promise<JobOutcome> {
  try {
    // Whoever had this photo before may have sealed its evidence and died before saying so.
    if (job.attempts > 1) await recoverSealedEntries(platform);
    const inspection = await inspectImage(platform, job);
    await platform.queue.complete(job.inspectionId);
    return { state: "inspected", inspection };
  } catch (error) {
    if (error instanceof LeaseLostError) return { state: "not-due" };
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
    return { state: "buried", attempts, reason };
  }
  const dueAt = new Date(platform.now().getTime() + delayMs);
  await platform.queue.retry(inspectionId, reason, dueAt);
  platform.telemetry.record({
    event: "inspection-retried",
    inspectionId,
    attempt: attempts,
    reason,
    delayMs,
  });
  return { state: "put-back", dueAt, reason };
}
