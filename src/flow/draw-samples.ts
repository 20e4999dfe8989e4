import type { Inspection } from "../domain/inspection.ts";
import { sampleItemOf } from "../domain/review/review-item.ts";
import { createStratifiedDraw, type DrawnStratum, isDrawn } from "../domain/sampling.ts";
import type { InspectionFilter } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";
import { queueSamples } from "./review-queue.ts";

const PAGE = 500;

export type DrawOptions = {
  seed: string;
  /** Passes to draw of each stratum: recipe, line and confidence band. */
  perStratum: number;
  /** Only say which, and put none into the review queue. */
  dryRun?: boolean;
  /** Called with how many passes were looked at. */
  onProgress?: (passes: number) => void;
};

/**
 * Draw passes of a range at random for people to check, the same for the same range and seed, and put them into the
 * review queue.
 * @returns the strata, and how many were put in: those that wait or were decided before are not
 */
export async function drawSamples(
  platform: Pick<Platform, "records" | "reviews" | "now">,
  range: Pick<InspectionFilter, "from" | "to" | "recipe" | "line">,
  { seed, perStratum, dryRun = false, onProgress }: DrawOptions,
): Promise<{ strata: DrawnStratum[]; queued: number }> {
  const draw = createStratifiedDraw(seed, perStratum);
  let [cursor, read]: [string | undefined, number] = [undefined, 0];
  do {
    const page: Awaited<ReturnType<typeof platform.records.list>> = await platform.records.list(
      { ...range, verdict: "pass" },
      { limit: PAGE, cursor },
    );
    for (const inspection of page.items) draw.add(inspection);
    read += page.items.length;
    onProgress?.(read);
    cursor = page.next;
    // A local store answers without ever letting go of the event loop.
    if (cursor !== undefined) await new Promise((resolve) => setTimeout(resolve, 0));
  } while (cursor !== undefined);
  const strata = draw.finish();
  const ids = strata.flatMap(({ drawn }) => drawn);
  return { strata, queued: dryRun ? 0 : await queueSamples(platform, ids) };
}

/**
 * While the line runs: put a pass into the review queue if the settings draw it. A failure costs the sample and not the
 * inspection, and fails alike for good and bad widgets, so that estimates stay fair.
 */
export async function drawWhileRunning(platform: Platform, inspection: Inspection): Promise<void> {
  const plan = platform.settings.sampling;
  if (!plan || !isDrawn(plan, inspection)) return;
  const { id, evidence } = inspection;
  try {
    await platform.reviews.add(sampleItemOf(id, platform.now(), evidence.retainUntil));
  } catch (error) {
    platform.telemetry.failed("put a sample into the review queue", error, { inspectionId: id });
  }
}
