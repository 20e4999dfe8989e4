import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import type { QualityReport } from "../../domain/report/quality-report.ts";
import { reportInspections } from "../../flow/report-inspections.ts";
import { REPORT_FORMATS, type ReportFormat, renderReport } from "../../report-forms/render-report.ts";
import { checkFolderOf } from "./check-folder-of.ts";
import { printer, withPlatform } from "./command-context.ts";
import { startProgress } from "./progress.ts";

type Options = {
  from: string;
  to: string;
  recipe?: string;
  line?: string;
  timeZone: string;
  format: ReportFormat;
  paper: "A4" | "LETTER";
  out?: string;
};

export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("What came in, what became of it, and what it says of line and system; for a range of time.")
    .requiredOption("--from <time>", "received at or after: a date or time in ISO 8601")
    .requiredOption("--to <time>", "received before; `--from 2026-03-01 --to 2026-03-08` is a week")
    .option("--recipe <id>", "only this recipe")
    .option("--line <name>", "only this line")
    .option("--time-zone <name>", "where days begin, such as Europe/Berlin", localTimeZone())
    .addOption(new Option("--format <format>", "form of the report").choices(REPORT_FORMATS).default("html"))
    .addOption(new Option("--paper <size>", "of a PDF").choices(["A4", "LETTER"]).default("A4"))
    .option("--out <file>", "write it here (default: report.<format>; - is standard output)")
    .action(async ({ format, paper, out = `report.${format}`, ...range }: Options, command: Command) => {
      const { print } = printer(command);
      if (out !== "-") await checkFolderOf(out);
      const report = await withPlatform(command, async ({ platform }) => {
        const progress = startProgress("Reporting", "inspections");
        try {
          return await reportInspections(platform, range, { onProgress: progress.at });
        } finally {
          progress.end();
        }
      });
      const bytes = await renderReport(report, format, { paper });
      if (out === "-") {
        process.stdout.write(bytes);
        return;
      }
      await writeFile(out, bytes);
      print({ out, format, counts: report.counts, madeFrom: report.madeFrom }, describe(report, out));
    });
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
