import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";

/** `wall`: over the whole window, for a screen above the line that nobody touches. */
export type LineSearch = { line?: string | undefined; wall?: true | undefined };

export const lineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/line",
  validateSearch: ({ line, wall }: Record<string, unknown>): LineSearch => ({
    // A line may be called 1: an address has no quotes to tell a text from a number.
    ...(typeof line === "string" || typeof line === "number" ? { line: String(line) } : {}),
    ...(wall === true ? { wall } : {}),
  }),
  component: lazyRouteComponent(() => import("./line-screen.tsx"), "LineScreen"),
});
