import { CHAIN_START, type ChainHead } from "../domain/evidence.ts";
import { accumulateReport, type ReportRange } from "../domain/report/accumulate-report.ts";
import { timeIn } from "../domain/report/periods.ts";
import type { QualityReport } from "../domain/report/quality-report.ts";
import type { InspectionFilter } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";

/** A page is a few megabytes of records; smaller ones spend their time on turns of the event loop. */
const PAGE = 500;
/** More dead letters than a team would ever leave lying. */
const MOST_DEAD_LETTERS = 10_000;

type Reporting = Pick<Platform, "records" | "queue" | "reviews">;

/**
 * The step **report**: what came in within a range, what became of it, and what it says of the line and of this
 * system. Reads every inspection of the range once, page by page, and keeps none.
 * @param range timeZone: UTC by default; it decides where days and weeks begin
 * @throws PartproofError `invalid-input` for a range that is empty, too long or no range
 */
export async function reportInspections(
  { records, queue, reviews }: Reporting,
  range: Omit<ReportRange, "timeZone"> & { timeZone?: string | undefined },
  options: { onProgress?: (inspections: number) => void } = {},
): Promise<QualityReport> {
  const inZone = { ...range, timeZone: range.timeZone ?? "UTC" };
  const report = accumulateReport(inZone);
  const filter = {
    recipe: range.recipe,
    line: range.line,
    from: timeIn(inZone.timeZone, "from", range.from).toUTC().toISO(),
    to: timeIn(inZone.timeZone, "to", range.to).toUTC().toISO(),
  };
  const chainHead = await recordedHead(records);
  let cursor: string | undefined;
  let read = 0;
  do {
    const page = await records.list(filter, { limit: PAGE, cursor });
    for (const inspection of page.items) {
      // Few passes were looked at, so few are asked about.
      const mayBeSample = inspection.verdict === "pass" && inspection.dispositions.length > 0;
      report.add(inspection, mayBeSample && (await reviews.isSample(inspection.id)));
    }
    read += page.items.length;
    options.onProgress?.(read);
    cursor = page.next;
    // A local store answers without ever letting go of the event loop, and photos must not wait for a report.
    if (cursor !== undefined) await new Promise((resolve) => setTimeout(resolve, 0));
  } while (cursor !== undefined);
  const { received } = await records.count(filter);
  const deadLetters = await countDeadLetters({ records, queue }, filter);
  return report.finish({ received, deadLetters, chainHead });
}

/** The newest entry that could be in the report; what is sealed and not yet recorded is still in the line. */
async function recordedHead(records: Platform["records"]): Promise<ChainHead> {
  const sequence = await records.lastRecorded();
  return { sequence, sha256: (await records.recordedHash(sequence)) ?? CHAIN_START };
}

/** The queue knows when a photo died, not when it was received: its receipt does. */
async function countDeadLetters(
  { records, queue }: Pick<Reporting, "records" | "queue">,
  filter: InspectionFilter & { from: string; to: string },
): Promise<number> {
  const [from, to] = [Date.parse(filter.from), Date.parse(filter.to)];
  let count = 0;
  for (const { inspectionId } of await queue.deadLetters(MOST_DEAD_LETTERS)) {
    const receipt = await records.getReceipt(inspectionId);
    if (receipt === undefined) continue;
    const receivedMs = Date.parse(receipt.receivedAt);
    if (receivedMs < from || receivedMs >= to) continue;
    if (filter.recipe !== undefined && receipt.recipe.id !== filter.recipe) continue;
    if (filter.line !== undefined && receipt.source.line !== filter.line) continue;
    count += 1;
  }
  return count;
}
