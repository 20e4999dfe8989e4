import type { Command } from "commander";
import { z } from "zod";
import { recipeSchema } from "../../domain/recipe.ts";
import { publishRecipe } from "../../flow/publish-recipe.ts";
import { printer, withPlatform } from "./command-context.ts";
import { readRecipeFile } from "./read-recipe-file.ts";

export function addRecipeCommand(program: Command): void {
  const recipe = program.command("recipe").description("What each widget must show.");

  recipe
    .command("publish")
    .description("Publish a version of a recipe for good: photos are judged by it from now on.")
    .argument("<file>", "recipe as YAML or JSON")
    .option("--reason <text>", "why it changed; kept with the evidence")
    .action(async (file: string, options: { reason?: string }, command: Command) => {
      const { print } = printer(command);
      const parsed = await readRecipeFile(file);
      const published = await withPlatform(command, ({ platform }) =>
        publishRecipe(platform, parsed, { publishedBy: "cli", ...options }),
      );
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
    .command("schema")
    .description("The JSON Schema of a recipe, for editors.")
    .action(() => {
      process.stdout.write(`${JSON.stringify(z.toJSONSchema(recipeSchema, { io: "input" }), null, 2)}\n`);
    });
}
