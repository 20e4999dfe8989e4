import { writeFile } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { renderReportCsv, renderReportHtml } from "../../domain/render-report.ts";
import type { QualityReport } from "../../domain/report.ts";
import { reportInspections } from "../../flow/report-inspections.ts";
import { printer, withPlatform } from "./command-context.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type Options = { from?: string; to?: string; recipe?: string; format: "json" | "csv" | "html"; out?: string };

const RENDER: Record<Options["format"], (report: QualityReport) => string> = {
  json: (report) => `${JSON.stringify(report)}\n`,
  csv: renderReportCsv,
  html: renderReportHtml,
};

export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("Photos, verdicts, first-pass yield and what was missing most often, by recipe.")
    .option("--from <time>", "received at or after, ISO 8601; default: 24 hours before --to", time)
    .option("--to <time>", "received before, ISO 8601; default: now", time)
    .option("--recipe <id>", "this recipe alone")
    .addOption(
      new Option("--format <format>", "of the report").choices(["json", "csv", "html"]).default("json"),
    )
    .option("--out <file>", "write it there; default: standard output")
    .action(async (options: Options, command: Command) => {
      const { json } = printer(command);
      const to = options.to ?? new Date().toISOString();
      const from = options.from ?? new Date(new Date(to).getTime() - DAY_MS).toISOString();
      const range = { from, to, ...(options.recipe === undefined ? {} : { recipe: options.recipe }) };
      const report = await withPlatform(command, ({ platform }) => reportInspections(platform, range));
      if (options.out !== undefined) return write(options.out, RENDER[options.format](report));
      process.stdout.write(RENDER[json ? "json" : options.format](report));
    });
}

async function write(file: string, content: string): Promise<void> {
  await writeFile(file, content).catch((cause: unknown) => {
    const message = `${file} cannot be written: expected a folder that is there and may be written to.`;
    throw new PartproofError("invalid-input", message, { cause });
  });
}

/** Stores compare times as text, so every way of writing one becomes the same. */
function time(text: string): string {
  const parsed = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError("expected a date and time in ISO 8601");
  return new Date(parsed.data).toISOString();
}
