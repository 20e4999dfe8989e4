import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { PartproofError } from "../../domain/errors.ts";
import type { Principal, TokenStore } from "../../ports/token-store.ts";
import type { ApiEnv } from "./http-api-deps.ts";
import { ACCESS } from "./roles.ts";

/** Longer than any token of ours; what is longer need not be hashed to know that it is none. */
const MAX_TOKEN_LENGTH = 512;

/**
 * Let a request through only if the table of roles says so. It stands before every route, also before those
 * that somebody adds later and forgets to enter in the table: these are refused.
 */
export function guard(tokens: TokenStore): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const route = routeOf(c);
    if (route === undefined) return c.notFound();
    const access = Object.hasOwn(ACCESS, route) ? ACCESS[route] : undefined;
    if (access === "open") return next();

    const principal = await identify(tokens, c.req.header("authorization"));
    if (!access?.includes(principal.role)) {
      const needed = access ? `one of the roles ${access.join(", ")}` : "a role that nobody has";
      const message = `${route} needs ${needed}; the token of "${principal.name}" has the role ${principal.role}.`;
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

async function identify(tokens: TokenStore, authorization: string | undefined): Promise<Principal> {
  const how =
    'Send the header "Authorization: Bearer <token>"; an administrator makes tokens with `partproof token create`.';
  if (authorization === undefined) throw new PartproofError("unauthorized", `This needs a token. ${how}`);
  const secret = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization)?.[1];
  const principal =
    secret !== undefined && secret.length <= MAX_TOKEN_LENGTH ? await tokens.find(secret) : undefined;
  if (!principal) throw new PartproofError("unauthorized", `The token is unknown or was revoked. ${how}`);
  return principal;
}
