import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";

export const inspectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/inspections/$id",
  component: lazyRouteComponent(() => import("./inspection-screen.tsx"), "InspectionScreen"),
});
