/** The views of one recipe, as the address names them. */
export const RECIPE_TABS = ["edit", "versions", "replay"] as const;
export type RecipeTab = (typeof RECIPE_TABS)[number];

export function isRecipeTab(value: unknown): value is RecipeTab {
  return RECIPE_TABS.some((tab) => tab === value);
}
