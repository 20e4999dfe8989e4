import type { Command } from "commander";
import type { DrawnStratum } from "../../domain/sampling.ts";
import { drawSamples } from "../../flow/draw-samples.ts";
import { configFor, printer, withPlatform } from "./command-context.ts";
import { wholeNumber } from "./parse-number.ts";
import { isoTime } from "./parse-time.ts";
import { startProgress } from "./progress.ts";

type Options = {
  from?: string;
  to?: string;
  recipe?: string;
  line?: string;
  perStratum: number;
  seed?: string;
  dryRun?: boolean;
};

export function addSampleCommand(program: Command): void {
  program
    .command("sample")
    .description(
      "Draw passes at random for people to check: without a look at passes, nothing is known of escapes.",
    )
    .option("--from <time>", "received at or after, ISO 8601", isoTime)
    .option("--to <time>", "received before, ISO 8601", isoTime)
    .option("--recipe <id>", "only this recipe")
    .option("--line <name>", "only this line")
    .option("--per-stratum <number>", "passes of each recipe, line and confidence band", wholeNumber, 20)
    .option("--seed <text>", "the same one draws the same passes (default: PARTPROOF_SAMPLE_SEED)")
    .option("--dry-run", "only say which, and put none into the review queue")
    .action(async ({ seed, perStratum, dryRun, ...range }: Options, command: Command) => {
      const { print } = printer(command);
      const config = configFor(command);
      const { strata, queued } = await withPlatform(command, async ({ platform }) => {
        const progress = startProgress("Drawing", "passes");
        const options = { seed: seed ?? config.sampling.seed, perStratum, onProgress: progress.at };
        return drawSamples(platform, range, { ...options, dryRun: dryRun ?? false }).finally(progress.end);
      });
      for (const stratum of strata) print(stratum, describe(stratum));
      const drawn = strata.reduce((sum, stratum) => sum + stratum.drawn.length, 0);
      print({ strata: strata.length, drawn, queued }, conclude(strata.length, drawn, queued, dryRun));
    });
}

function describe({ recipe, line, band, passes, drawn }: DrawnStratum): string {
  const where = line === "" ? "no line" : line;
  return `${recipe}, ${where}, confidence ${band}: ${drawn.length} of ${passes} passes`;
}

function conclude(strata: number, drawn: number, queued: number, dryRun: boolean | undefined): string {
  if (strata === 0) return "There is no pass to draw from.";
  if (dryRun) return `${drawn} would be put into the review queue.`;
  const known = drawn - queued;
  return `${queued} put into the review queue${known > 0 ? `; ${known} wait there or were decided before` : ""}.`;
}
