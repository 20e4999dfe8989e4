import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";

/** Where the mail about a scheduled report leads. */
export const keptReportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/kept/$id",
  component: lazyRouteComponent(() => import("./kept-report-screen.tsx"), "KeptReportScreen"),
});
