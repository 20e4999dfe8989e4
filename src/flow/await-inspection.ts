import type { Inspection } from "../domain/inspection.ts";
import type { Platform } from "./platform.ts";

const DEFAULT_POLL_MS = 20;

/**
 * Wait until a received photo has its verdict, for a camera or PLC that wants it in the same call.
 * @returns undefined when the time is over, or as soon as the photo was given up
 */
export async function awaitInspection(
  platform: Platform,
  inspectionId: string,
  timeoutMs: number,
): Promise<Inspection | undefined> {
  const { pollMs = DEFAULT_POLL_MS } = platform.settings;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const inspection = await platform.records.get(inspectionId);
    const left = deadline - performance.now();
    if (inspection || left <= 0 || (await platform.queue.deadLetter(inspectionId))) return inspection;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pollMs, left)));
  }
}
