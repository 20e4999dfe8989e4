import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";
import { readReportSearch } from "./report-search.ts";

export const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports",
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import("./reports-screen.tsx"), "ReportsScreen"),
});
