import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";

const teachRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/teach",
  component: lazyRouteComponent(() => import("./teach-screen.tsx"), "TeachScreen"),
});

/** All addresses of this screen. */
export const teachRoutes = [teachRoute] as const;
