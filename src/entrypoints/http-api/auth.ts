import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { PartproofError } from "../../domain/errors.ts";
import type { ApiEnv, Identify } from "./http-api-deps.ts";
import { ACCESS } from "./roles.ts";

/**
 * Let a request through only if the table of roles says so. It stands before every route, also before those
 * that somebody adds later and forgets to enter in the table: these are refused.
 */
export function guard(identify: Identify): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const route = routeOf(c);
    if (route === undefined) return c.notFound();
    const access = Object.hasOwn(ACCESS, route) ? ACCESS[route] : undefined;
    if (access === "open") return next();

    const principal = await identify(c.req.raw, c.env);
    if (!access?.includes(principal.role)) {
      const needed = access ? `one of the roles ${access.join(", ")}` : "a role that nobody has";
      const message = `${route} needs ${needed}; "${principal.name}" has the role ${principal.role}.`;
      throw new PartproofError("forbidden", message);
    }
    c.set("principal", principal);
    return next();
  };
}

/** The route that will answer, as the table names it. `ALL` marks middleware, which answers nothing itself. */
export function routeOf(c: Context): string | undefined {
  const route = matchedRoutes(c).find(({ method }) => method !== "ALL");
  return route && routeKey(route.method, route.path);
}

export function routeKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replaceAll(/:([^/]+)/g, "{$1}")}`;
}
