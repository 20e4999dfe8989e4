import { createRoute, z } from "@hono/zod-openapi";
import { stringify } from "yaml";
import { PartproofError } from "../../domain/errors.ts";
import { nameSchema, parseRecipe } from "../../domain/recipe.ts";
import { publishRecipe } from "../../flow/publish-recipe.ts";
import { readYaml } from "../read-yaml.ts";
import { json, problems, publishedRecipeAnswer } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { MediaTypeError } from "./media-type-error.ts";
import { queryNumber } from "./query-number.ts";
import { refuseTooDeep } from "./refuse-faults.ts";

const idParam = z.object({ id: nameSchema });

const RECIPE = {
  id: "block",
  version: 2,
  title: "Block with four screws",
  recognizer: { kind: "embedded", model: "screws" },
  parts: [{ label: "screw", count: 4 }],
};

const listRoute = createRoute({
  method: "get",
  path: "/v1/recipes",
  operationId: "listRecipes",
  tags: ["Recipes"],
  summary: "The highest version of each recipe",
  responses: { 200: json("Recipes by id.", z.object({ items: z.array(publishedRecipeAnswer) })) },
});

const getRoute = createRoute({
  method: "get",
  path: "/v1/recipes/{id}",
  operationId: "getRecipe",
  tags: ["Recipes"],
  summary: "One recipe",
  request: {
    params: idParam,
    query: z.strictObject({
      version: queryNumber(z.int().min(1)).optional().describe("Default: the highest."),
    }),
  },
  responses: { 200: json("The recipe.", publishedRecipeAnswer), ...problems(400, 404) },
});

const publishRoute = createRoute({
  method: "post",
  path: "/v1/recipes",
  operationId: "publishRecipe",
  tags: ["Recipes"],
  summary: "Publish a version of a recipe",
  description: "A published version never changes. Publishing the same content again changes nothing.",
  request: {
    query: z.strictObject({
      reason: z.string().min(1).max(2000).optional().describe("Why; it is sealed too."),
    }),
    body: {
      required: true,
      content: {
        // Only named here: the handler checks both ways of writing a recipe with the same code.
        "application/json": { schema: { $ref: "#/components/schemas/Recipe" }, example: RECIPE },
        "application/yaml": { schema: { type: "string" as const }, example: stringify(RECIPE) },
      },
    },
  },
  responses: {
    200: json("This version was published before, with the same content.", publishedRecipeAnswer),
    201: {
      ...json("Published.", publishedRecipeAnswer),
      headers: z.object({ Location: z.string().describe("Path of the recipe.") }),
    },
    ...problems(400, 409, 413, 415),
  },
});

export function addRecipeRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => c.json({ items: await platform.recipes.list() }, 200));

  api.openapi(getRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { version } = c.req.valid("query");
    const published = await platform.recipes.get(id, version);
    if (published) return c.json(published, 200);
    const which = version === undefined ? `recipe ${id}` : `version ${version} of recipe ${id}`;
    throw new PartproofError("not-found", `There is no ${which}. GET /v1/recipes lists what is published.`);
  });

  api.openapi(publishRoute, async (c) => {
    const { reason } = c.req.valid("query");
    const input = readRecipe(await c.req.text(), c.req.header("content-type"));
    refuseTooDeep(input);
    const recipe = parseRecipe(input, "The body");
    const before = await platform.recipes.get(recipe.id, recipe.version);
    const by = { publishedBy: c.get("principal").name, ...(reason === undefined ? {} : { reason }) };
    const published = await publishRecipe(platform, recipe, by);
    if (before) return c.json(published, 200);
    c.header("Location", `/v1/recipes/${recipe.id}?version=${recipe.version}`);
    return c.json(published, 201);
  });
}

function readRecipe(text: string, contentType: string | undefined): unknown {
  const mediaType = contentType?.split(";")[0]?.trim().toLowerCase();
  try {
    if (mediaType === "application/json") return JSON.parse(text);
    if (mediaType === "application/yaml") return readYaml(text);
  } catch (cause) {
    if (cause instanceof PartproofError) throw cause;
    const [reason] = String(cause instanceof Error ? cause.message : cause).split("\n");
    throw new PartproofError("invalid-input", `The body is not valid ${mediaType}: ${reason}`, { cause });
  }
  throw new MediaTypeError("application/json or application/yaml", mediaType);
}
