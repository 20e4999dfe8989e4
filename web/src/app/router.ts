import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { healthRoute } from "../screens/health/route.ts";
import { inspectionRoute } from "../screens/inspection/route.ts";
import { inspectionsRoute } from "../screens/inspections/route.ts";
import { keptReportRoute } from "../screens/kept-report/route.ts";
import { lineRoute } from "../screens/line/route.ts";
import { recipesRoutes } from "../screens/recipes/route.ts";
import { reportsRoute } from "../screens/reports/route.ts";
import { reviewRoute } from "../screens/review/route.ts";
import { settingsRoute } from "../screens/settings/route.ts";
import { teachRoutes } from "../screens/teach/route.ts";
import { welcomeRoute } from "../screens/welcome/route.ts";
import { FailedScreen } from "./failed-screen.tsx";
import { homeRoute } from "./home-route.ts";
import { Loading } from "./loading.tsx";
import { NotFoundScreen } from "./not-found-screen.tsx";
import { rootRoute } from "./root-route.ts";

/** Every address of the dashboard. A screen's folder says which are its own, and is loaded when one is opened. */
export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      homeRoute,
      lineRoute,
      inspectionsRoute,
      inspectionRoute,
      reviewRoute,
      ...recipesRoutes,
      ...teachRoutes,
      reportsRoute,
      keptReportRoute,
      healthRoute,
      settingsRoute,
      welcomeRoute,
    ]),
    context: { queries },
    defaultPreload: "intent",
    defaultPendingComponent: Loading,
    defaultErrorComponent: FailedScreen,
    defaultNotFoundComponent: NotFoundScreen,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
