import { createRoute, z } from "@hono/zod-openapi";
import { createToken, revokeToken } from "../../flow/manage-tokens.ts";
import { accessIdParam, holderNameSchema, mustHaveFrontDesk, roleSchema } from "./access-answers.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

const ONLY_HERE = "On AWS tokens are made with `partproof token create --aws`, and this answers 404.";

const tokenAnswer = z
  .object({ id: z.string(), name: z.string(), role: roleSchema, createdAt: z.iso.datetime() })
  .meta({ id: "Token" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/tokens",
  operationId: "listTokens",
  tags: ["Access"],
  summary: "The tokens, without their secrets",
  description: ONLY_HERE,
  responses: { 200: json("Oldest first.", z.object({ items: z.array(tokenAnswer) })), ...problems(404) },
});

const createTokenRoute = createRoute({
  method: "post",
  path: "/v1/tokens",
  operationId: "createToken",
  tags: ["Access"],
  summary: "Make a token for a camera, a display or a program",
  description: `Its secret is in this answer and nowhere else. ${ONLY_HERE}`,
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({ name: holderNameSchema, role: roleSchema }),
          example: { name: "camera 1", role: "camera" },
        },
      },
    },
  },
  responses: {
    201: json("The token.", tokenAnswer.extend({ token: z.string() }).meta({ id: "NewToken" })),
    ...problems(400, 404, 409, 413, 415),
  },
});

const revokeRoute = createRoute({
  method: "delete",
  path: "/v1/tokens/{id}",
  operationId: "revokeToken",
  tags: ["Access"],
  summary: "End a token and what was signed in with it, at once",
  description: `The last one that administers cannot be ended. ${ONLY_HERE}`,
  request: { params: accessIdParam },
  responses: { 204: { description: "It opens nothing any more." }, ...problems(400, 404, 409) },
});

export function addTokenRoutes(api: Api, { frontDesk }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) =>
    c.json({ items: await mustHaveFrontDesk(frontDesk).tokens.list() }, 200),
  );

  api.openapi(createTokenRoute, async (c) => {
    const desk = mustHaveFrontDesk(frontDesk);
    const { secret, info } = await createToken(desk, c.req.valid("json"), c.get("principal").name);
    return c.json({ ...info, token: secret }, 201);
  });

  api.openapi(revokeRoute, async (c) => {
    const desk = mustHaveFrontDesk(frontDesk);
    await revokeToken(desk, c.req.valid("param").id, c.get("principal").name);
    return c.body(null, 204);
  });
}
