import type { Command } from "commander";
import { PartproofError } from "../../domain/errors.ts";
import type { Verdict } from "../../domain/inspection.ts";
import { expectedText, readText } from "../../domain/judge.ts";
import type { Recipe } from "../../domain/recipe.ts";
import { applyRules } from "../../flow/apply-rules.ts";
import { deliverNextMessage } from "../../flow/deliver-messages.ts";
import { publishRecipe } from "../../flow/publish-recipe.ts";
import { recoverSealedEntries } from "../../flow/record-entry.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { printer, withPlatform } from "./command-context.ts";
import { exitCodeFor } from "./exit-code.ts";
import { type InspectedFile, inspectFiles } from "./inspect-files.ts";
import { listPhotos } from "./list-photos.ts";
import { startProgress } from "./progress.ts";
import { readRecipeFile } from "./read-recipe-file.ts";

type Options = { recipe: string; line?: string; station?: string; serial?: string; lot?: string };

export function addInspectCommand(program: Command): void {
  program
    .command("inspect")
    .description("Inspect photos by a recipe: verdict, marked-up photo and sealed evidence for each.")
    .argument("<paths...>", "photos, or folders of photos")
    .requiredOption("--recipe <file>", "recipe as YAML or JSON; published if it is new")
    .option("--line <name>", "line the photos come from")
    .option("--station <text>", "station the photos come from")
    .option("--serial <text>", "serial of the widget, for a single photo")
    .option("--lot <text>", "lot of the widgets")
    .action(async (paths: string[], options: Options, command: Command) => {
      const recipe = await readRecipeFile(options.recipe);
      const files = await listPhotos(paths);
      process.exitCode = await withPlatform(command, async (embedded, config) => {
        const modelVersion = await modelVersionFor(embedded, recipe);
        await recoverSealedEntries(embedded.platform);
        await publishRecipe(embedded.platform, recipe, { publishedBy: "cli" });
        const { recipe: _file, ...source } = options;
        const { concurrency } = config;
        return inspectAndPrint(command, embedded, files, { recipe, modelVersion, concurrency, source });
      });
    });
}

async function inspectAndPrint(
  command: Command,
  embedded: EmbeddedPlatform,
  files: string[],
  options: Parameters<typeof inspectFiles>[2],
): Promise<number> {
  const { print } = printer(command);
  const progress = startProgress("Inspecting", "photos", files.length);
  const verdicts = new Map<Verdict, number>();
  let done = 0;
  for await (const inspected of inspectFiles(embedded.platform, files, options)) {
    const { verdict } = inspected.inspection;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    progress.end();
    print(lineFor(inspected), textFor(inspected));
    progress.at(++done);
  }
  progress.end();
  while (await applyRules(embedded.platform));
  while (await deliverNextMessage(embedded.platform));
  const counts = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(", ");
  process.stderr.write(`${done} ${done === 1 ? "photo" : "photos"}: ${counts || "nothing to inspect"}\n`);
  return exitCodeFor(verdicts.keys());
}

/** A model that is not there is said once, before any photo is taken in. */
async function modelVersionFor(embedded: EmbeddedPlatform, recipe: Recipe): Promise<string> {
  const { model } = recipe.recognizer;
  if (model === "general") return "general";
  const info = await embedded.models.info(model);
  if (info) return info.version;
  const known = (await embedded.models.list()).map((m) => m.name).join(", ") || "none yet";
  const message = `There is no model "${model}" (taught so far: ${known}). Teach it first: partproof teach --model ${model} --coco FILE`;
  throw new PartproofError("not-found", message);
}

function lineFor({ file, inspection }: InspectedFile) {
  const { id, evidence, verdict, findings, detections, timingsMs, recipe, recognizer, reasons, source } =
    inspection;
  const { textReader, heatMap } = inspection;
  return {
    image: file,
    verdict,
    findings,
    detections,
    timingsMs,
    inspectionId: id,
    recipe,
    recognizer,
    ...(textReader ? { textReader } : {}),
    ...(heatMap ? { heatMap } : {}),
    reasons,
    source,
    evidence,
  };
}

const SYMBOLS: Record<Verdict, string> = { pass: "✔", fail: "✘", review: "?", rejected: "!" };

function textFor({ file, inspection }: InspectedFile): string {
  const { verdict, findings, reasons } = inspection;
  const parts = findings
    .map((f) => `${f.name ?? f.label} ${f.text ? readText(f) : `${f.seen}/${expectedText(f)}`}`)
    .join(", ");
  return `${SYMBOLS[verdict]} ${verdict.padEnd(8)} ${file}  ${verdict === "pass" ? parts : reasons.join("; ")}`;
}
