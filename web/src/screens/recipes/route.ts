import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";
import { isRecipeTab, type RecipeTab } from "./recipe-tabs.ts";

const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/recipes",
  component: lazyRouteComponent(() => import("./recipes-screen.tsx"), "RecipesScreen"),
});

/** `model`: whose proposal to begin with. */
const newRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/recipes/new",
  validateSearch: ({ model }: Record<string, unknown>): { model?: string } =>
    typeof model === "string" ? { model } : {},
  component: lazyRouteComponent(() => import("./new-recipe-screen.tsx"), "NewRecipeScreen"),
});

const recipeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/recipes/$id",
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: RecipeTab } =>
    isRecipeTab(tab) ? { tab } : {},
  component: lazyRouteComponent(() => import("./recipe-screen.tsx"), "RecipeScreen"),
});

/** All addresses of this screen. */
export const recipesRoutes = [listRoute, newRoute, recipeRoute] as const;
