import { createRoute, z } from "@hono/zod-openapi";
import { json } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

const modelAnswer = z
  .object({
    name: z.string(),
    version: z.string().describe("The first 12 digits of its SHA-256."),
    sha256: z.string(),
    bytes: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Model" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/models",
  operationId: "listModels",
  tags: ["Models"],
  summary: "The newest version of each taught model",
  responses: { 200: json("Models by name.", z.object({ items: z.array(modelAnswer) })) },
});

export function addModelRoutes(api: Api, { models }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => c.json({ items: await models.list() }, 200));
}
