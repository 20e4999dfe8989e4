import type { ReportFile, SealedReport } from "../domain/report/kept-report.ts";
import { timeIn } from "../domain/report/periods.ts";
import type { QualityReport } from "../domain/report/quality-report.ts";
import {
  endedPeriods,
  keptReportId,
  type ReportPeriod,
  type ReportSchedule,
} from "../domain/report/report-schedule.ts";
import type { Language } from "../domain/words/language.ts";
import { audiencesOf } from "../domain/words/reader.ts";
import type { Platform } from "./platform.ts";
import { readExamplePhotos } from "./read-example-photos.ts";
import { recordEntry } from "./record-entry.ts";
import { reportInspections } from "./report-inspections.ts";

/** As long as recipes keep evidence where they say nothing else. */
const RETENTION_DAYS = 1096;

/** Gives a report a form; the same numbers give the same bytes. */
export type RenderReport = (
  report: QualityReport,
  format: "json" | "html" | "pdf",
  options: { language?: Language; photos?: () => Promise<ReadonlyMap<string, Uint8Array>> },
) => Promise<Uint8Array>;

/**
 * The step **report**, on a schedule: make every report whose period is over and that is not kept yet, seal it with the
 * hashes of its files, and tell its readers. Called as often as one likes: each is made once, and told once. What a
 * machine that was off has missed is made up, the oldest first; the first time there is nothing to make up.
 * @returns the ids of those that were made now
 */
export async function keepDueReports(
  platform: Platform,
  schedules: readonly ReportSchedule[],
  render: RenderReport,
): Promise<string[]> {
  const kept: string[] = [];
  for (const schedule of schedules) {
    for (const period of await missingPeriods(platform, schedule)) {
      const id = await keepReport(platform, schedule, period, render);
      if (id !== undefined) kept.push(id);
    }
  }
  return kept;
}

/** After the newest one that is kept. */
async function missingPeriods(platform: Platform, schedule: ReportSchedule): Promise<ReportPeriod[]> {
  const missing: ReportPeriod[] = [];
  for (const period of endedPeriods(schedule, platform.now()).toReversed()) {
    if (await platform.keptReports.get(keptReportId(schedule, period))) return missing.toReversed();
    missing.push(period);
  }
  return missing.slice(0, 1);
}

/** @returns nothing where there is nothing to report: a shift in which nobody worked, or somebody else was faster */
async function keepReport(
  platform: Platform,
  schedule: ReportSchedule,
  period: ReportPeriod,
  render: RenderReport,
): Promise<string | undefined> {
  const { name, every, timeZone, recipe, line, to, attach } = schedule;
  const id = keptReportId(schedule, period);
  const range = { from: period.from.toISOString(), to: period.to.toISOString(), timeZone, recipe, line };
  const report = await reportInspections(platform, range);
  if (every === "shift" && report.counts.received === 0) return undefined;
  const files = await storeFiles(platform, schedule, report, render);
  const now = platform.now();
  const sealed: SealedReport = {
    id,
    name,
    every,
    from: range.from,
    to: range.to,
    timeZone,
    ...(recipe === undefined ? {} : { recipe }),
    ...(line === undefined ? {} : { line }),
    counts: report.counts,
    files,
    retainUntil: timeIn("UTC", "now", now.toISOString())
      .plus({ days: RETENTION_DAYS })
      .toJSDate()
      .toISOString(),
    tell: { to, attach },
  };
  // Making it takes a while, and another process may be at it too.
  if (await platform.keptReports.get(id)) return undefined;
  const entry = await platform.vault.seal({ kind: "report", report: sealed }, now.toISOString());
  await recordEntry(platform, entry);
  platform.telemetry.record({ event: "report-kept", reportId: id, sequence: entry.sequence });
  return id;
}

/** The numbers once, and a page and a paper for every language that somebody reads. */
async function storeFiles(
  { images, records, settings }: Platform,
  { to }: ReportSchedule,
  report: QualityReport,
  render: RenderReport,
): Promise<ReportFile[]> {
  const readers = [settings.reader, ...audiencesOf(to, settings).map(({ reader }) => reader)];
  const examples = await readExamplePhotos({ records, images }, report);
  const photos = async () => examples;
  const store = async (format: ReportFile["format"], language?: Language): Promise<ReportFile> => {
    const content = await render(report, format, language === undefined ? {} : { language, photos });
    const stored = await images.put(content, format);
    return { format, ...(language === undefined ? {} : { language }), ...stored };
  };
  const files = [await store("json")];
  for (const language of new Set(readers.map((reader) => reader.language)))
    files.push(await store("html", language), await store("pdf", language));
  return files;
}
