import { type Fault, PartproofError } from "../domain/errors.ts";
import { locateFaults } from "../domain/faults.ts";
import { type Recipe, recipeSchema } from "../domain/recipe.ts";
import type { Platform } from "../flow/platform.ts";
import { checkPublishable } from "../flow/publish-recipe.ts";
import { readLocatedYaml, type TextPosition } from "./read-yaml.ts";

/** A fault, and where it is in the text, if it is in a place of it. */
export type LocatedFault = Fault & Partial<TextPosition>;

/**
 * What is wrong with a recipe that somebody is writing as YAML or JSON: as text, by the schema, or because this platform
 * would not publish it. Publishes nothing.
 * @returns recipe: with all defaults, where it fits the schema
 * @throws PartproofError `too-large`
 */
export async function checkRecipeText(
  platform: Platform,
  text: string,
): Promise<{ faults: LocatedFault[]; recipe?: Recipe }> {
  let yaml: ReturnType<typeof readLocatedYaml>;
  try {
    yaml = readLocatedYaml(text);
  } catch (error) {
    if (!(error instanceof PartproofError && error.code === "invalid-input")) throw error;
    return {
      faults: [{ path: WHOLE, expected: "YAML or JSON of a recipe's size", received: error.message }],
    };
  }
  const { value, errors, positionOf } = yaml;
  if (errors.length > 0) {
    const faults = errors.map(({ message, position }) => ({
      path: WHOLE,
      expected: "YAML or JSON",
      received: message,
      ...position,
    }));
    return { faults };
  }
  const parsed = recipeSchema.safeParse(value);
  if (!parsed.success) {
    return {
      faults: locateFaults(parsed.error, value).map(({ at, fault }) => ({ ...fault, ...positionOf(at) })),
    };
  }
  const recipe = parsed.data;
  const faults = await publishingFaults(platform, recipe);
  return { faults: faults.map((fault) => ({ ...fault, ...positionOf(piecesOf(fault.path)) })), recipe };
}

const WHOLE = "(the whole)";

async function publishingFaults(platform: Platform, recipe: Recipe): Promise<readonly Fault[]> {
  try {
    await checkPublishable(platform, recipe);
    return [];
  } catch (error) {
    if (error instanceof PartproofError && error.faults.length > 0) return error.faults;
    throw error;
  }
}

/** `parts[2].label` in pieces; fields of a recipe have no dots in their names. */
function piecesOf(path: string): PropertyKey[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([piece]) => (/^\d+$/.test(piece) ? Number(piece) : piece));
}
