import { canonicalize } from "json-canonicalize";
import { PartproofError } from "../../domain/errors.ts";
import type { PublishedRecipe, RecipeStore } from "../../ports/recipe-store.ts";

export function createMemoryRecipeStore(): RecipeStore {
  const published: PublishedRecipe[] = [];

  function versions(id: string): PublishedRecipe[] {
    return structuredClone(
      published.filter((p) => p.recipe.id === id).sort((a, b) => a.recipe.version - b.recipe.version),
    );
  }

  return {
    async publish(next) {
      const { id, version } = next.recipe;
      const known = versions(id).find((p) => p.recipe.version === version);
      if (known === undefined) {
        published.push(structuredClone(next));
        return "published";
      }
      if (canonicalize(known.recipe) === canonicalize(next.recipe)) return "already-published";
      throw new PartproofError(
        "conflict",
        `Recipe ${id} version ${version} is published with other content and never changes. Publish it as version ${version + 1}.`,
      );
    },
    async get(id, version) {
      const all = versions(id);
      return version === undefined ? all.at(-1) : all.find((p) => p.recipe.version === version);
    },
    async list() {
      const ids = [...new Set(published.map((p) => p.recipe.id))].sort();
      return ids.flatMap((id) => versions(id).slice(-1));
    },
    async versions(id) {
      return versions(id);
    },
  };
}
