import { createRoute, z } from "@hono/zod-openapi";
import { json } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { describeApi } from "./openapi-document.ts";
import { ACCESS } from "./roles.ts";

const schemaRoute = createRoute({
  method: "get",
  path: "/v1/recipes/schema.json",
  operationId: "getRecipeSchema",
  tags: ["Recipes"],
  summary: "JSON Schema of a recipe, for editors",
  responses: {
    200: json("The schema.", z.record(z.string(), z.unknown())),
  },
});

/** Documents that follow from the routes. Both come from one generator, so that they cannot disagree. */
export function addDocumentRoutes(api: Api, { version }: HttpApiDeps): void {
  // Made when first asked for: by then every route is there, and they do not change any more.
  let made: ReturnType<typeof describeApi> | undefined;
  const document = () => {
    made ??= describeApi(api, version, ACCESS);
    return made;
  };

  api.get("/openapi.json", (c) => c.json(document()));

  api.openapi(schemaRoute, (c) => {
    const recipe = document().components?.schemas?.["Recipe"];
    const schema: Record<string, unknown> = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Partproof recipe",
      ...recipe,
    };
    return c.json(schema, 200);
  });
}
