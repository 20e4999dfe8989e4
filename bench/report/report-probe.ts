import { openSqliteDatabase } from "../../src/adapters/embedded/sqlite-database.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { createSqliteReviewQueue } from "../../src/adapters/embedded/sqlite-review-queue.ts";
import { createSqliteWorkQueue } from "../../src/adapters/embedded/sqlite-work-queue.ts";
import { reportInspections } from "../../src/flow/report-inspections.ts";
import { renderReport } from "../../src/report-forms/render-report.ts";

/** Of numbers and page together; the most memory that the process ever had, libraries included. */
export type ReportFigures = { inspections: number; seconds: number; maxRssMB: number };

const [file = "", from = "", to = ""] = process.argv.slice(2);
const db = openSqliteDatabase(file);
const startedAt = performance.now();
const report = await reportInspections(
  {
    records: createSqliteRecordStore(db),
    queue: createSqliteWorkQueue(db),
    reviews: createSqliteReviewQueue(db),
  },
  { from, to },
);
await renderReport(report, "html");
const figures: ReportFigures = {
  inspections: report.madeFrom.inspections,
  seconds: (performance.now() - startedAt) / 1000,
  maxRssMB: process.resourceUsage().maxRSS / 1024,
};
db.close();
process.send?.(figures, () => process.disconnect());
