import type { Platform } from "./platform.ts";
import { type JobOutcome, seeJobThrough } from "./see-job-through.ts";

/**
 * `dead`: it was buried before, and stays so until somebody redrives it. `not-due`: another worker has it, or it waits
 * for its next try. `unknown`: no such photo was ever received.
 */
export type WokenOutcome =
  | JobOutcome
  | { outcome: "dead"; reason: string }
  | { outcome: "not-due" }
  | { outcome: "unknown" };

/**
 * Take one photo from the line, for whoever was woken for it, and see it through. Safe to call again, at any time and
 * from many places at once: what was inspected before comes back as it was recorded.
 */
export async function processJob(platform: Platform, inspectionId: string): Promise<WokenOutcome> {
  const job = await claim(platform, inspectionId);
  if (job) return seeJobThrough(platform, job);

  const inspection = await platform.records.get(inspectionId);
  if (inspection) {
    // Whoever recorded it may have died before taking it out of the line.
    await platform.queue.complete(inspectionId);
    return { outcome: "inspected", inspection };
  }
  const dead = await platform.queue.deadLetter(inspectionId);
  if (dead) return { outcome: "dead", reason: dead.reason };
  if (!(await platform.records.getReceipt(inspectionId))) return { outcome: "unknown" };

  // Received, but whoever received it may have died before putting it in the line.
  if ((await platform.queue.enqueue({ inspectionId }, platform.now())) === "already-queued")
    return { outcome: "not-due" };
  const late = await claim(platform, inspectionId);
  return late ? seeJobThrough(platform, late) : { outcome: "not-due" };
}

function claim(platform: Platform, inspectionId: string) {
  return platform.queue.claim(platform.now(), platform.settings.leaseMs, inspectionId);
}
