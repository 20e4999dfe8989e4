import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";
import { readFilter } from "./inspection-filter.ts";

export const inspectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/inspections",
  validateSearch: readFilter,
  component: lazyRouteComponent(() => import("./inspections-screen.tsx"), "InspectionsScreen"),
});
