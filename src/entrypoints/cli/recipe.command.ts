import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { type Recipe, recipeSchema } from "../../domain/recipe.ts";
import type { Platform } from "../../flow/platform.ts";
import { publishRecipe } from "../../flow/publish-recipe.ts";
import { refuseWorse } from "../../flow/refuse-worse.ts";
import { proposeRecipe } from "../propose-recipe.ts";
import { type ModelOptions, readModelCard } from "../read-model-card.ts";
import { printer, withPlatform } from "./command-context.ts";
import { share } from "./parse-number.ts";
import { startProgress } from "./progress.ts";
import { readRecipeFile } from "./read-recipe-file.ts";

export function addRecipeCommand(program: Command): void {
  const recipe = program.command("recipe").description("What each widget must show.");

  recipe
    .command("publish")
    .description("Publish a version of a recipe for good: photos are judged by it from now on.")
    .argument("<file>", "recipe as YAML or JSON")
    .option("--reason <text>", "why it changed; sealed with it, and needed where it does worse than before")
    .action(async (file: string, options: { reason?: string }, command: Command) => {
      const { print } = printer(command);
      const parsed = await readRecipeFile(file);
      const published = await withPlatform(command, async ({ platform }) => {
        if (options.reason === undefined) await compareFirst(platform, parsed);
        return publishRecipe(platform, parsed, { publishedBy: "cli", ...options });
      });
      print(published, `Recipe ${parsed.id} version ${parsed.version} is published.`);
    });

  recipe
    .command("list")
    .description("The newest version of each recipe.")
    .action(async (_options: unknown, command: Command) => {
      const { print } = printer(command);
      const list = await withPlatform(command, ({ platform }) => platform.recipes.list());
      for (const published of list) {
        const { id, version, title } = published.recipe;
        print(published, `${id}  version ${version}  ${published.publishedAt}  ${title}`);
      }
    });

  recipe
    .command("check")
    .description("Check a recipe file without publishing it.")
    .argument("<file>", "recipe as YAML or JSON")
    .action(async (file: string, _options: unknown, command: Command) => {
      const { print } = printer(command);
      const parsed = await readRecipeFile(file);
      print(
        parsed,
        `${file} is a valid recipe: ${parsed.id} version ${parsed.version}, ${parsed.parts.length} parts.`,
      );
    });

  recipe
    .command("propose")
    .description(
      "Write a recipe from a model: counts of the fullest taught photos, thresholds by its lesson.",
    )
    .requiredOption("--model <name>", "a model taught from boxes")
    .option("--model-version <version>", "an older one; default: the newest")
    .option("--escape-target <share>", "propose thresholds for this share instead, such as 0.5%", share)
    .option("--out <file>", "a new file for it; default: standard output")
    .action(async (options: ModelOptions & { model: string; out?: string }, command: Command) => {
      const { print } = printer(command);
      const proposed = await withPlatform(command, async ({ models, platform }) => {
        const { info, card } = await readModelCard(models, options.model, options);
        const published = (await platform.recipes.get(info.name))?.recipe.version ?? 0;
        return proposeRecipe(card, info, published + 1);
      });
      if (options.out === undefined) return print(proposed.recipe, proposed.yaml.trimEnd());
      await writeNew(options.out, proposed.yaml);
      print(
        proposed.recipe,
        `${options.out} is written. Look at its counts, then: partproof recipe publish ${options.out}`,
      );
    });

  recipe
    .command("schema")
    .description("The JSON Schema of a recipe, for editors.")
    .action(() => {
      process.stdout.write(`${JSON.stringify(z.toJSONSchema(recipeSchema, { io: "input" }), null, 2)}\n`);
    });
}

async function compareFirst(platform: Platform, recipe: Recipe): Promise<void> {
  const progress = startProgress("Replaying", "inspections");
  const advice = "Look at them with partproof replay, then publish with --reason, which is sealed.";
  try {
    await refuseWorse(platform, recipe, { advice, onProgress: progress.at });
  } finally {
    progress.end();
  }
}

/** Someone may have worked on a file of that name. */
async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: "wx" }).catch((cause: unknown) => {
    const message = `${file} cannot be written: expected a new file in a folder that is there.`;
    throw new PartproofError("invalid-input", message, { cause });
  });
}
