import type { Inspection } from "../domain/inspection.ts";
import type { Platform } from "./platform.ts";
import { seeJobThrough } from "./see-job-through.ts";

/**
 * Take the next photo from the line and see it through.
 * @returns the inspection, `failed` when the photo was put back or buried, or `idle` when no photo is due
 */
export async function processNext(platform: Platform): Promise<Inspection | "failed" | "idle"> {
  const job = await platform.queue.claim(platform.now(), platform.settings.leaseMs);
  if (!job) return "idle";
  const result = await seeJobThrough(platform, job);
  return result.outcome === "inspected" ? result.inspection : "failed";
}
