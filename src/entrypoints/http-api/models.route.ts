import { createRoute, z } from "@hono/zod-openapi";
import { nameSchema } from "../../domain/recipe.ts";
import { lessonCardShape } from "../../recognition/lesson-card.ts";
import { proposalSchema } from "../../recognition/propose-thresholds.ts";
import { type LeftOutPhoto, worstLeftOut } from "../../recognition/worst-left-out.ts";
import { proposeRecipe } from "../propose-recipe.ts";
import { readModelCard } from "../read-model-card.ts";
import { json, problems, recipeAnswer } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

export const modelParams = z.object({ name: nameSchema });
export const modelVersionSchema = z
  .string()
  .regex(/^[0-9a-f]{12}$/, "12 hex digits")
  .optional()
  .describe("Default: the newest.");
const escapeTargetSchema = z.number().gt(0).lt(1);
const ESCAPE_TARGET =
  "The share of missing parts that may be called present; default: as it was taught, 0.001.";
const MOST_WORST = 12;

const modelAnswer = z
  .object({
    name: z.string(),
    version: z.string().describe("The first 12 digits of its SHA-256."),
    sha256: z.string(),
    bytes: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Model" });

const cardAnswer = modelAnswer
  .extend({
    mode: z.string().describe("How it looks: find, golden, normal, or imported."),
    labels: z.array(z.string()),
    photos: z.int().optional().describe("Photos it was taught from."),
    unaligned: z.int().optional().describe("Of these, could not be aligned and taught nothing."),
    choice: lessonCardShape.choice.describe("Who chose the way to look, and why."),
    typical: lessonCardShape.typical,
    tried: z
      .object({
        unit: z.enum(["photo", "place"]).describe("What a trial is."),
        photos: z.int(),
        twoScenes: z.boolean().describe("All photos are of but two scenes: expect worse of a third."),
      })
      .optional()
      .describe("What the figures rest on: photos left out in turn. Absent where nothing could be left out."),
    proposal: proposalSchema
      .optional()
      .describe("Thresholds for recipes, and escapes and false rejects to expect with them."),
    worst: z
      .array(
        z.object({
          sha256: z.string(),
          faults: z.array(
            z.object({
              label: z.string(),
              outcome: z.enum(["missed", "invented", "unsure"]),
              there: z.int().describe("How many of the part the photo shows."),
              times: z.int(),
            }),
          ),
        }),
      )
      .describe("The taught photos that went worst when they were left out, at most 12."),
  })
  .meta({ id: "ModelCard" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/models",
  operationId: "listModels",
  tags: ["Models"],
  summary: "The newest version of each taught model",
  responses: { 200: json("Models by name.", z.object({ items: z.array(modelAnswer) })) },
});

const cardRoute = createRoute({
  method: "get",
  path: "/v1/models/{name}",
  operationId: "getModel",
  tags: ["Models"],
  summary: "What a model says of itself",
  request: {
    params: modelParams,
    query: z.strictObject({
      version: modelVersionSchema,
      escapeTarget: queryNumber(escapeTargetSchema).optional().describe(ESCAPE_TARGET),
    }),
  },
  responses: { 200: json("Its card.", cardAnswer), ...problems(400, 404) },
});

const proposeRoute = createRoute({
  method: "post",
  path: "/v1/models/{name}/proposed-recipe",
  operationId: "proposeRecipe",
  tags: ["Models"],
  summary: "A recipe for what a complete widget has by the taught photos",
  description: "With the thresholds that the model proposes. Nothing is published; look at the counts first.",
  request: {
    params: modelParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .strictObject({
              version: modelVersionSchema,
              escapeTarget: escapeTargetSchema.optional().describe(ESCAPE_TARGET),
            })
            .meta({ id: "RecipeProposalRequest" }),
          example: {},
        },
      },
    },
  },
  responses: {
    200: json(
      "The recipe, and the same as YAML with what each figure rests on.",
      z.object({ recipe: recipeAnswer, yaml: z.string() }).meta({ id: "ProposedRecipe" }),
    ),
    ...problems(400, 404, 413, 415),
  },
});

export function addModelRoutes(api: Api, { models, platform }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => c.json({ items: await models.list() }, 200));

  api.openapi(cardRoute, async (c) => {
    const { version, escapeTarget } = c.req.valid("query");
    const { name } = c.req.valid("param");
    const { info, card: taught } = await readModelCard(models, name, { modelVersion: version, escapeTarget });
    const { mode, labels, card } = taught;
    const { photos, unaligned, choice, typical, proposal, evidence } = card;
    const worst: LeftOutPhoto[] = evidence && proposal ? worstLeftOut(evidence, proposal, MOST_WORST) : [];
    const tried = evidence && {
      unit: evidence.unit,
      photos: evidence.photos,
      twoScenes: evidence.twoScenes === true,
    };
    return c.json({ ...info, mode, labels, photos, unaligned, choice, typical, tried, proposal, worst }, 200);
  });

  api.openapi(proposeRoute, async (c) => {
    const { version, escapeTarget } = c.req.valid("json");
    const { name } = c.req.valid("param");
    const { info, card } = await readModelCard(models, name, { modelVersion: version, escapeTarget });
    const published = (await platform.recipes.get(info.name))?.recipe.version ?? 0;
    return c.json(proposeRecipe(card, info, published + 1), 200);
  });
}
