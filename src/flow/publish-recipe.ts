import { PartproofError } from "../domain/errors.ts";
import type { Recipe } from "../domain/recipe.ts";
import type { PublishedRecipe } from "../ports/recipe-store.ts";
import type { Platform } from "./platform.ts";
import { recordEntry } from "./record-entry.ts";

/**
 * Publish a version of a recipe for good, and seal it, so that an auditor can prove what it said.
 * Publishing the same content again changes nothing.
 * @throws PartproofError `conflict` when the version is published with other content, or is not above the newest
 */
export async function publishRecipe(
  platform: Platform,
  recipe: Recipe,
  by: { publishedBy: string; reason?: string },
): Promise<PublishedRecipe> {
  const newest = await platform.recipes.get(recipe.id);
  const same = await platform.recipes.get(recipe.id, recipe.version);
  if (!same && newest && recipe.version < newest.recipe.version) {
    const message = `Recipe ${recipe.id} is at version ${newest.recipe.version} already; publish a higher version.`;
    throw new PartproofError("conflict", message);
  }
  const publishedAt = platform.now().toISOString();
  const published = { recipe, publishedAt, publishedBy: by.publishedBy };
  const outcome = await platform.recipes.publish(published);
  if (outcome === "already-published") return same ?? published;
  await recordEntry(platform, await platform.vault.seal({ kind: "recipe", recipe, ...by }, publishedAt));
  return published;
}
