import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { passwordSchema } from "../../domain/person.ts";
import { changeOwnPassword } from "../../flow/change-own-password.ts";
import { type FrontDesk, type SignedIn, signIn, whoseSession } from "../../flow/sign-in.ts";
import { mustHaveFrontDesk, roleSchema } from "./access-answers.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { mustBeSameOrigin } from "./same-origin.ts";
import { sessionCookie, sessionSecretOf } from "./session-cookie.ts";

const MAX_SECRET_LENGTH = 512;

const credentialsSchema = z.union([
  z.strictObject({ name: z.string().min(1).max(100), password: passwordSchema }),
  z.strictObject({ token: z.string().min(1).max(MAX_SECRET_LENGTH) }),
  z
    .strictObject({ code: z.string().min(1).max(MAX_SECRET_LENGTH) })
    .describe("From the address that a server with the simulated line prints; it works once."),
]);

const whoAnswer = z
  .object({
    name: z.string(),
    role: roleSchema,
    hasPassword: z.boolean().describe("Whether it is a person who can change their password here."),
  })
  .meta({ id: "Caller" });
const sessionAnswer = z
  .object({
    name: z.string(),
    role: roleSchema,
    expiresAt: z.iso.datetime().describe("When it ends at the latest."),
  })
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
          schema: credentialsSchema,
          example: { name: "Ana Torres", password: "four words in a row" },
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
  responses: { 200: json("Name and role.", whoAnswer) },
});

const signOutRoute = createRoute({
  method: "delete",
  path: "/v1/session",
  operationId: "signOut",
  tags: ["Access"],
  summary: "Sign a browser out",
  responses: { 204: { description: "Signed out, also when nobody was signed in." }, ...problems(403, 404) },
});

const ownPasswordRoute = createRoute({
  method: "put",
  path: "/v1/session/password",
  operationId: "changeOwnPassword",
  tags: ["Access"],
  summary: "Choose another password",
  description: "All other browsers of this person are signed out.",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({ current: passwordSchema, password: passwordSchema }),
          example: { current: "four words in a row", password: "four other words in a row" },
        },
      },
    },
  },
  responses: {
    200: json("Changed, with a new session.", sessionAnswer),
    ...problems(400, 404, 409, 413, 415, 429),
  },
});

export function addSessionRoutes(api: Api, { frontDesk, addressOf }: HttpApiDeps): void {
  api.openapi(signInRoute, async (c) => {
    const desk = mustHaveFrontDesk(frontDesk);
    mustBeSameOrigin(c.req.raw, "if-said");
    const signedIn = await signIn(desk, c.req.valid("json"), addressOf?.(c) ?? "");
    const before = sessionSecretOf(c.req.raw);
    if (before !== undefined) await desk.sessions.end(before);
    return c.json(hand(c, desk, signedIn), 201);
  });

  api.openapi(whoRoute, async (c) => {
    const { name, role } = c.get("principal");
    const secret = c.req.header("authorization") === undefined ? sessionSecretOf(c.req.raw) : undefined;
    const known = secret === undefined ? undefined : frontDesk && (await whoseSession(frontDesk, secret));
    return c.json({ name, role, hasPassword: known?.holder.kind === "person" }, 200);
  });

  api.openapi(signOutRoute, async (c) => {
    const desk = mustHaveFrontDesk(frontDesk);
    const secret = sessionSecretOf(c.req.raw);
    if (secret !== undefined) {
      mustBeSameOrigin(c.req.raw, "needed");
      await desk.sessions.end(secret);
    }
    c.header("Set-Cookie", sessionCookie(c.req.raw));
    return c.body(null, 204);
  });

  api.openapi(ownPasswordRoute, async (c) => {
    const desk = mustHaveFrontDesk(frontDesk);
    const changed = await changeOwnPassword(desk, sessionSecretOf(c.req.raw), c.req.valid("json"));
    return c.json(hand(c, desk, changed), 200);
  });
}

/** Give the browser its cookie. @returns the answer beside it */
function hand(c: Context, desk: FrontDesk, { principal, secret, expiresAt }: SignedIn) {
  const maxAgeSeconds = Math.floor((expiresAt.getTime() - desk.now().getTime()) / 1000);
  c.header("Set-Cookie", sessionCookie(c.req.raw, { secret, maxAgeSeconds }));
  return { ...principal, expiresAt: expiresAt.toISOString() };
}
