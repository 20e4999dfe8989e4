import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";

export const lineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/line",
  component: lazyRouteComponent(() => import("./line-screen.tsx"), "LineScreen"),
});
