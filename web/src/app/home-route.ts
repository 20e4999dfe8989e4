import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";

/** The address without a screen. Mails of earlier versions link to `/?inspection=ID`. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: ({ inspection }: Record<string, unknown>): { inspection?: string } =>
    typeof inspection === "string" ? { inspection } : {},
  beforeLoad({ search: { inspection } }) {
    if (inspection !== undefined) throw redirect({ to: "/inspections/$id", params: { id: inspection } });
  },
  component: lazyRouteComponent(() => import("./home-screen.tsx"), "HomeScreen"),
});
