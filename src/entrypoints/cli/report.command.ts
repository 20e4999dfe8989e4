import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { timeIn } from "../../domain/report/periods.ts";
import type { QualityReport } from "../../domain/report/quality-report.ts";
import { LANGUAGES, type Language } from "../../domain/words/language.ts";
import { readExamplePhotos } from "../../flow/read-example-photos.ts";
import { reportInspections } from "../../flow/report-inspections.ts";
import { REPORT_FORMATS, type ReportFormat, renderReport } from "../../report-forms/render-report.ts";
import { checkFolderOf } from "./check-folder-of.ts";
import { printer, withPlatform } from "./command-context.ts";
import { startProgress } from "./progress.ts";

type Options = {
  from?: string;
  to?: string;
  recipe?: string;
  line?: string;
  timeZone: string;
  format: ReportFormat;
  paper: "A4" | "LETTER";
  language?: Language;
  out?: string;
};

export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("What came in, what became of it, and what it says of line and system, for a range of time.")
    .option("--from <time>", "received at or after: a date or time in ISO 8601 (default: a day before --to)")
    .option("--to <time>", "received before (default: now); --from 2026-03-02 --to 2026-03-09 is a week")
    .option("--recipe <id>", "only this recipe")
    .option("--line <name>", "only this line")
    .option("--time-zone <name>", "where days begin, such as Europe/Berlin", localTimeZone())
    .addOption(new Option("--format <format>", "form of the report").choices(REPORT_FORMATS).default("json"))
    .addOption(
      new Option("--language <code>", "of html, pdf and xlsx (default: as the settings say)").choices(
        LANGUAGES,
      ),
    )
    .addOption(new Option("--paper <size>", "of a PDF").choices(["A4", "LETTER"]).default("A4"))
    .option("--out <file>", "write it there (default: standard output)")
    .action(async ({ from, to, format, paper, language, out, ...rest }: Options, command: Command) => {
      const { json, print } = printer(command);
      const range = { ...rest, ...rangeOf(from, to, rest.timeZone) };
      if (out !== undefined) await checkFolderOf(out);
      const { report, bytes } = await withPlatform(command, async ({ platform }) => {
        const progress = startProgress("Reporting", "inspections");
        const made = await reportInspections(platform, range, { onProgress: progress.at }).finally(
          progress.end,
        );
        const photos = () => readExamplePhotos(platform, made);
        const spoken = language ?? platform.settings.reader.language;
        return { report: made, bytes: await renderReport(made, format, { paper, language: spoken, photos }) };
      });
      if (out === undefined && json) return print(report, "");
      if (out === undefined) {
        process.stdout.write(bytes);
        return;
      }
      await writeFile(out, bytes);
      const { counts, firstPassYield, madeFrom } = report;
      print({ out, format, counts, firstPassYield, madeFrom }, describe(report, out));
    });
}

function rangeOf(from: string | undefined, to: string | undefined, timeZone: string) {
  const end = to ?? new Date().toISOString();
  return { from: from ?? timeIn(timeZone, "to", end).minus({ days: 1 }).toISO(), to: end };
}

function describe({ counts: c, firstPassYield, failRate }: QualityReport, out: string): string {
  const marked = failRate.points.filter(({ marks }) => marks.length > 0).length;
  const share = firstPassYield.share;
  return [
    `${c.received} received = ${c.pass} pass + ${c.fail} fail + ${c.review} review + ${c.rejected} rejected + ${c.deadLetters} dead letters + ${c.inTheLine} still in the line`,
    share === undefined
      ? "  nothing inspected"
      : `  first-pass yield ${percent(share)} (95 %: ${percent(firstPassYield.low)} to ${percent(firstPassYield.high)}), ${marked} of ${failRate.points.length} periods marked`,
    `Report: ${out}`,
  ].join("\n");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
