import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";

export const inspectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/inspections",
  component: lazyRouteComponent(() => import("./inspections-screen.tsx"), "InspectionsScreen"),
});
