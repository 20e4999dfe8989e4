import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { nameSchema, type Recipe } from "../../domain/recipe.ts";
import { publishRecipe } from "../../flow/publish-recipe.ts";
import { refuseWorse } from "../../flow/refuse-worse.ts";
import { checkRecipeText } from "../check-recipe-text.ts";
import { json, problems, publishedRecipeAnswer, recipeAnswer } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { faultAnswer, MAX_FAULTS } from "./problem.ts";
import { queryNumber } from "./query-number.ts";
import { readRecipe, readRecipeText, recipeBody, recipeDraftBody } from "./recipe-body.ts";

const idParam = z.object({ id: nameSchema });

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

const versionsRoute = createRoute({
  method: "get",
  path: "/v1/recipes/{id}/versions",
  operationId: "listRecipeVersions",
  tags: ["Recipes"],
  summary: "Every version of a recipe, the highest first",
  request: { params: idParam },
  responses: {
    200: json("The versions.", z.object({ items: z.array(publishedRecipeAnswer) })),
    ...problems(400, 404),
  },
});

const publishRoute = createRoute({
  method: "post",
  path: "/v1/recipes",
  operationId: "publishRecipe",
  tags: ["Recipes"],
  summary: "Publish a version of a recipe",
  description:
    "A published version never changes. Publishing the same content again changes nothing. Without a reason, the newest 500 inspections by older versions are judged anew first, and a recipe that does worse is refused: 409 with the type `urn:partproof:problem:worse-recipe`, whose detail says what got worse. (Not on AWS, where this API cannot look at photos.)",
  request: {
    query: z.strictObject({
      reason: z
        .string()
        .min(1)
        .max(2000)
        .optional()
        .describe("Why; it is sealed too, and publishes also what does worse."),
    }),
    body: recipeBody,
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

const validateRoute = createRoute({
  method: "post",
  path: "/v1/recipe-validation",
  operationId: "validateRecipe",
  tags: ["Recipes"],
  summary: "Check a recipe without publishing it",
  description: "For editors: every fault with its path, and where it stands in the text that was sent.",
  request: { body: recipeDraftBody },
  responses: {
    200: json(
      "What was found.",
      z.object({
        valid: z.boolean().describe("It could be published as it is."),
        faults: z.array(
          z.object({
            ...faultAnswer.shape,
            line: z.int().optional().describe("From 1."),
            column: z.int().optional().describe("From 1."),
          }),
        ),
        recipe: recipeAnswer.optional().describe("With all defaults, where it fits the schema."),
      }),
    ),
    ...problems(400, 413, 415),
  },
});

/** A browser waits longer, what stands before the server may not. */
const COMPARE_SECONDS = 20;

export function addRecipeRoutes(api: Api, deps: HttpApiDeps): void {
  const { platform } = deps;
  api.openapi(listRoute, async (c) => c.json({ items: await platform.recipes.list() }, 200));

  api.openapi(getRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { version } = c.req.valid("query");
    const published = await platform.recipes.get(id, version);
    if (published) return c.json(published, 200);
    const which = version === undefined ? `recipe ${id}` : `version ${version} of recipe ${id}`;
    throw new PartproofError("not-found", `There is no ${which}. GET /v1/recipes lists what is published.`);
  });

  api.openapi(versionsRoute, async (c) => {
    const { id } = c.req.valid("param");
    const items = (await platform.recipes.versions(id)).reverse();
    if (items.length > 0) return c.json({ items }, 200);
    throw new PartproofError(
      "not-found",
      `There is no recipe ${id}. GET /v1/recipes lists what is published.`,
    );
  });

  api.openapi(validateRoute, async (c) => {
    const { faults, recipe } = await checkRecipeText(platform, await readRecipeText(c.req));
    const shown = faults.slice(0, MAX_FAULTS);
    return c.json({ valid: faults.length === 0, faults: shown, ...(recipe ? { recipe } : {}) }, 200);
  });

  api.openapi(publishRoute, async (c) => {
    const { reason } = c.req.valid("query");
    const recipe = await readRecipe(c.req);
    const before = await platform.recipes.get(recipe.id, recipe.version);
    const by = { publishedBy: c.get("principal").name, ...(reason === undefined ? {} : { reason }) };
    if (reason === undefined && !before) await compareFirst(deps, recipe);
    const published = await publishRecipe(platform, recipe, by);
    if (before) return c.json(published, 200);
    c.header("Location", `/v1/recipes/${recipe.id}?version=${recipe.version}`);
    return c.json(published, 201);
  });
}

/** Only where this API can look at photos; on AWS other functions do. */
async function compareFirst({ platform, replays }: HttpApiDeps, recipe: Recipe): Promise<void> {
  if (!replays) return;
  const endsMs = performance.now() + COMPARE_SECONDS * 1000;
  await refuseWorse(platform, recipe, {
    advice: `See which with POST /v1/recipes/${recipe.id}/replay, then publish with a reason, which is sealed.`,
    mustStop: () => performance.now() > endsMs,
  });
}
