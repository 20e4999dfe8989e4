import type { Recipe } from "../domain/recipe.ts";

export type PublishedRecipe = {
  recipe: Recipe;
  publishedAt: string;
  publishedBy: string;
  /** Why it was published, where somebody said. */
  reason?: string;
};

/** Published versions, which never change. */
export interface RecipeStore {
  /**
   * Publishing the same content again changes nothing.
   * @throws PartproofError `conflict` when this version is published with other content
   */
  publish(published: PublishedRecipe): Promise<"published" | "already-published">;
  /** The given version, or the highest one. */
  get(id: string, version?: number): Promise<PublishedRecipe | undefined>;
  /** The highest version of each recipe, by id. */
  list(): Promise<PublishedRecipe[]>;
  /** The lowest version first. */
  versions(id: string): Promise<PublishedRecipe[]>;
}
