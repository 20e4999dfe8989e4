import type { Command } from "commander";
import type { BundleManifest } from "../../domain/bundle.ts";
import { PartproofError } from "../../domain/errors.ts";
import { exportEvidence } from "../../flow/export-evidence.ts";
import type { InspectionFilter } from "../../ports/record-store.ts";
import { readVerifierPage } from "../read-verifier-page.ts";
import { printer, withPlatform } from "./command-context.ts";
import { EXIT } from "./exit-code.ts";
import { isoTime } from "./parse-time.ts";
import { startProgress } from "./progress.ts";
import { writeZip } from "./write-zip.ts";

type Options = InspectionFilter & { out: string };

export function addExportCommand(program: Command): void {
  program
    .command("export")
    .description(
      "Write an offline bundle for an auditor: photos, sealed entries, chain proof, pages to read and to check it.",
    )
    .option("--serial <text>", "of the widget")
    .option("--lot <text>", "of the widgets")
    .option("--line <name>", "line the photos come from")
    .option("--recipe <id>", "recipe that judged them")
    .option("--from <time>", "received at or after, ISO 8601 such as 2026-03-01T06:00:00Z", isoTime)
    .option("--to <time>", "received before, ISO 8601", isoTime)
    .requiredOption("--out <file>", "a new zip")
    .action(async ({ out, ...options }: Options, command: Command) => {
      const { serial, lot, line, recipe, from, to } = options;
      const selection = { serial, lot, line, recipe, from, to };
      if (Object.values(selection).every((value) => value === undefined)) throw nothingAsked();
      const verifierPage = await readVerifierPage();
      const { print } = printer(command);
      const manifest = await withPlatform(command, async ({ platform }) => {
        const progress = startProgress("Exporting", "entries", (await platform.vault.head()).sequence);
        try {
          return await writeZip(out, (put) =>
            exportEvidence(platform, selection, { put, verifierPage, onProgress: progress.at }),
          );
        } finally {
          progress.end();
        }
      });
      print({ ...manifest, out }, describe(manifest, out));
      process.exitCode = manifest.verification.intact ? EXIT.allPass : EXIT.someNotPass;
    });
}

function describe({ inspections, first, head, verification }: BundleManifest, out: string): string {
  const { intact, fault, photos, expired } = verification;
  const gone = expired > 0 ? `, ${expired} photos were removed after their retention` : "";
  const found = intact
    ? "✔ all as it was sealed"
    : `✘ entry ${fault?.sequence} ${fault?.what}: the bundle says so, and its chain ends before it`;
  return `${out}: ${inspections} ${inspections === 1 ? "inspection" : "inspections"}, ${photos} photos${gone}\n${found}; chain from entry ${first} to\n  head ${head.sequence}:${head.sha256}`;
}

function nothingAsked(): PartproofError {
  const message =
    "What shall be exported? Expected at least one of --serial, --lot, --line, --recipe, --from and --to.";
  return new PartproofError("invalid-input", message);
}
