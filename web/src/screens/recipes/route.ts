import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";

const recipesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/recipes",
  component: lazyRouteComponent(() => import("./recipes-screen.tsx"), "RecipesScreen"),
});

/** All addresses of this screen. */
export const recipesRoutes = [recipesRoute] as const;
