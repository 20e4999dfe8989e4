import { readFile } from "node:fs/promises";
import { PartproofError } from "../../domain/errors.ts";
import { parseRecipe, type Recipe } from "../../domain/recipe.ts";
import { readYaml } from "../read-yaml.ts";

/**
 * Read a recipe from a YAML or JSON file (JSON is YAML).
 * @throws PartproofError `not-found`, or `invalid-input` with the line of a syntax error or the path of each fault
 */
export async function readRecipeFile(file: string): Promise<Recipe> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new PartproofError("not-found", `Cannot read the recipe ${file}. Is the path right?`, { cause });
  });
  return parseRecipe(parseYaml(text, file), file);
}

function parseYaml(text: string, file: string): unknown {
  try {
    return readYaml(text);
  } catch (cause) {
    if (cause instanceof PartproofError) throw cause;
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new PartproofError("invalid-input", `${file} is neither YAML nor JSON: ${reason}`, { cause });
  }
}
