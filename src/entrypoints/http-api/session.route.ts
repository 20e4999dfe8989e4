import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { signIn } from "../../flow/sign-in.ts";
import { ROLES, type Role } from "../../ports/token-store.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { mustBeSameOrigin } from "./same-origin.ts";
import { sessionCookie, sessionSecretOf } from "./session-cookie.ts";

const MAX_SECRET_LENGTH = 512;

const roleSchema = z.enum(ROLES as [Role, ...Role[]]);
const principalAnswer = z.object({ name: z.string(), role: roleSchema }).meta({ id: "Principal" });
const sessionAnswer = principalAnswer
  .extend({ expiresAt: z.iso.datetime().describe("When it ends at the latest.") })
  .meta({ id: "Session" });

const signInRoute = createRoute({
  method: "post",
  path: "/v1/session",
  operationId: "signIn",
  tags: ["Access"],
  summary: "Sign a browser in",
  description:
    "Sets the cookie `partproof_session`, which pages cannot read: from then on the browser needs no token. On AWS people sign in at the user pool, and this answers 404.",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({ token: z.string().min(1).max(MAX_SECRET_LENGTH) }),
          example: { token: "pp_3vXw0yN1kq2cH8r5T7b9ZdQmE4sJ6uLfGoPaVxYzKlM" },
        },
      },
    },
  },
  responses: {
    201: {
      ...json("Signed in.", sessionAnswer),
      headers: z.object({ "Set-Cookie": z.string().describe("The session: HttpOnly, SameSite=Strict.") }),
    },
    ...problems(400, 401, 403, 404, 413, 415, 429),
  },
});

const whoRoute = createRoute({
  method: "get",
  path: "/v1/session",
  operationId: "getSession",
  tags: ["Access"],
  summary: "Who asks, by cookie or by token",
  responses: { 200: json("Name and role.", principalAnswer) },
});

const signOutRoute = createRoute({
  method: "delete",
  path: "/v1/session",
  operationId: "signOut",
  tags: ["Access"],
  summary: "Sign a browser out",
  responses: { 204: { description: "Signed out, also when nobody was signed in." }, ...problems(403, 404) },
});

export function addSessionRoutes(api: Api, { frontDesk, addressOf }: HttpApiDeps): void {
  api.openapi(signInRoute, async (c) => {
    const desk = mustHaveFrontDesk();
    mustBeSameOrigin(c.req.raw, "if-said");
    const signedIn = await signIn(desk, c.req.valid("json"), addressOf?.(c) ?? "");
    const { principal, secret, expiresAt } = signedIn;
    const before = sessionSecretOf(c.req.raw);
    if (before !== undefined) await desk.sessions.end(before);
    const maxAgeSeconds = Math.floor((expiresAt.getTime() - desk.now().getTime()) / 1000);
    c.header("Set-Cookie", sessionCookie(c.req.raw, { secret, maxAgeSeconds }));
    return c.json({ ...principal, expiresAt: expiresAt.toISOString() }, 201);
  });

  api.openapi(whoRoute, (c) => {
    const { name, role } = c.get("principal");
    return c.json({ name, role }, 200);
  });

  api.openapi(signOutRoute, async (c) => {
    const desk = mustHaveFrontDesk();
    const secret = sessionSecretOf(c.req.raw);
    if (secret !== undefined) {
      mustBeSameOrigin(c.req.raw, "needed");
      await desk.sessions.end(secret);
    }
    c.header("Set-Cookie", sessionCookie(c.req.raw));
    return c.body(null, 204);
  });

  function mustHaveFrontDesk() {
    if (frontDesk) return frontDesk;
    throw new PartproofError(
      "not-found",
      "On this platform people sign in elsewhere: at the Cognito user pool that /site-config.json names.",
    );
  }
}
