import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { concludeReplay, type Replayed, type ReplayTally } from "../../domain/compare-replay.ts";
import type { Recipe } from "../../domain/recipe.ts";
import { flipOf } from "../../domain/replay.ts";
import { holdingDecision } from "../../domain/review/holding-decision.ts";
import type { Platform } from "../../flow/platform.ts";
import { tallyReplay } from "../../flow/tally-replay.ts";
import { checkFolderOf } from "./check-folder-of.ts";
import { printer, withPlatform } from "./command-context.ts";
import { EXIT } from "./exit-code.ts";
import { isoTime } from "./parse-time.ts";
import { startProgress } from "./progress.ts";
import { readRecipeFile } from "./read-recipe-file.ts";
import { type DrawnFlip, drawFlip } from "./replay-page/draw-flip.ts";
import { renderReplayPage } from "./replay-page/replay-page.ts";

type Range = { from?: string; to?: string; line?: string };
type Options = Range & { recipe: string; out?: string };

/** Each takes two small photos in the page. */
const MOST_DRAWN = 100;

export function addReplayCommand(program: Command): void {
  program
    .command("replay")
    .description(
      "Judge archived inspections by a changed recipe; list every verdict that flips. Records nothing.",
    )
    .requiredOption("--recipe <file>", "the changed recipe as YAML or JSON; its id says which inspections")
    .option("--from <time>", "received at or after, ISO 8601", isoTime)
    .option("--to <time>", "received before, ISO 8601", isoTime)
    .option("--line <name>", "line the photos came from")
    .option("--out <file>", "also write a page with the photos of then and now side by side")
    .action(async ({ recipe: file, out, ...range }: Options, command: Command) => {
      const recipe = await readRecipeFile(file);
      if (out !== undefined) await checkFolderOf(out);
      const { print } = printer(command);
      const tally = await withPlatform(command, async ({ platform }) => {
        const drawn: DrawnFlip[] = [];
        const listed: Replayed[] = [];
        const progress = startProgress("Replaying", "inspections", await countIn(platform, recipe, range));
        const onFlip = async (flip: Replayed) => {
          progress.end();
          print(lineFor(flip), textFor(flip));
          if (out === undefined) return;
          if (drawn.length < MOST_DRAWN) drawn.push(await drawFlip(platform, recipe, flip));
          else listed.push(flip);
        };
        const counted = await tallyReplay(platform, recipe, range, { onFlip, onProgress: progress.at });
        progress.end();
        const page = { recipe, range: describeRange(range), tally: counted, drawn, listed };
        if (out !== undefined) await writeFile(out, renderReplayPage(page));
        return counted;
      });
      const conclusion = concludeReplay(tally);
      print({ ...tally, ...conclusion }, describe(tally, out));
      process.exitCode = conclusion.worse ? EXIT.someNotPass : EXIT.allPass;
    });
}

async function countIn({ records }: Platform, recipe: Recipe, range: Range): Promise<number> {
  const { verdicts } = await records.count({ ...range, recipe: recipe.id });
  return Object.values(verdicts).reduce((sum, count) => sum + count, 0);
}

/** Without what was seen in detail, which is for a screen. */
function lineFor(replayed: Replayed) {
  const { after, detections: _seen, ...flip } = flipOf(replayed);
  return { ...flip, after: { verdict: after.verdict, reasons: after.reasons } };
}

function textFor({ inspection, now }: Replayed): string {
  const decision = holdingDecision(inspection);
  const people = decision ? `${decision.by} says ${decision.verdict}` : "nobody decided";
  const { source, verdict, reasons } = inspection;
  const said = [...new Set([...reasons, ...now.reasons])].join("; ");
  return `${verdict} → ${now.verdict}  ${source.serial ?? source.fileName}  ${people}  ${said}`;
}

function describe(tally: ReplayTally, out: string | undefined): string {
  const { replayed, byStoredDetections, flips, skipped, decided, before, after } = tally;
  const { worse, reasons } = concludeReplay(tally);
  return [
    `${replayed} judged anew, ${byStoredDetections} of them by what was seen then; ${skipped} left out; ${flips} flips`,
    `  people decided on ${decided}: escapes ${before.escapes} then, ${after.escapes} now; false rejects ${before.falseRejects} then, ${after.falseRejects} now`,
    worse ? `✘ worse: ${reasons.join("; ")}` : "✔ not worse, as far as people have decided",
    ...(out === undefined ? [] : [`Page: ${out}`]),
  ].join("\n");
}

function describeRange({ from, to, line }: Range): string {
  const parts = [from && `received from ${from}`, to && `received before ${to}`, line && `of ${line}`];
  return `Inspections ${parts.filter((part) => part !== undefined).join(", ") || "of all time"}.`;
}
