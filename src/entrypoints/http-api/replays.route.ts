import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import { nameSchema } from "../../domain/recipe.ts";
import { flipSchema, type Replay, replaySchema } from "../../domain/replay.ts";
import { markReplayed } from "../../flow/mark-replayed.ts";
import type { ReplayRunner } from "../../flow/replay-in-background.ts";
import { noInspection } from "../../flow/review-inspection.ts";
import { thumbnail } from "../../imaging/thumbnail.ts";
import { bytesSchema, idParam, json, problems, timeQuery } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { photoResponse } from "./photo-response.ts";
import { queryNumber } from "./query-number.ts";
import { readRecipe, recipeBody } from "./recipe-body.ts";

const replayAnswer = replaySchema.meta({ id: "Replay" });

const startRoute = createRoute({
  method: "post",
  path: "/v1/recipes/{id}/replay",
  operationId: "replayRecipe",
  tags: ["Recipes"],
  summary: "Judge archived inspections by a changed recipe",
  description:
    "Runs in the background and records nothing; one runs at a time. `GET /v1/replays/{id}` says how far it is, and in the end whether the recipe does worse. On AWS, where this API cannot look at photos, it answers 404.",
  request: {
    params: z.object({ id: nameSchema }),
    query: z.strictObject({
      from: timeQuery.optional().describe("Received at or after."),
      to: timeQuery.optional().describe("Received before."),
      line: nameSchema.optional(),
      limit: queryNumber(z.int().min(1).max(1_000_000))
        .default(5000)
        .describe("At most so many inspections, the newest."),
    }),
    body: recipeBody,
  },
  responses: {
    202: {
      ...json("It runs.", replayAnswer),
      headers: z.object({ Location: z.string().describe("Where to look for it.") }),
    },
    ...problems(400, 404, 413, 415, 503),
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/v1/replays",
  operationId: "listReplays",
  tags: ["Recipes"],
  summary: "The newest replays",
  responses: { 200: json("Newest first.", z.object({ items: z.array(replayAnswer) })), ...problems(404) },
});

const getRoute = createRoute({
  method: "get",
  path: "/v1/replays/{id}",
  operationId: "getReplay",
  tags: ["Recipes"],
  summary: "How far a replay is, or what it came to",
  request: { params: idParam },
  responses: { 200: json("The replay.", replayAnswer), ...problems(400, 404) },
});

const flipsRoute = createRoute({
  method: "get",
  path: "/v1/replays/{id}/flips",
  operationId: "listFlips",
  tags: ["Recipes"],
  summary: "The verdicts that flip, the newest inspection first",
  description:
    "The first 5,000 are listed; the replay's `tally` counts all of them. More come while it runs.",
  request: {
    params: idParam,
    query: z.strictObject({
      limit: queryNumber(z.int().min(1).max(200)).default(50),
      after: queryNumber(z.int().min(0)).default(0).describe("How many to pass over."),
    }),
  },
  responses: {
    200: json("Flips.", z.object({ items: z.array(flipSchema.meta({ id: "Flip" })) })),
    ...problems(400, 404),
  },
});

const analyzedRoute = createRoute({
  method: "get",
  path: "/v1/replays/{id}/flips/{inspectionId}/analyzed",
  operationId: "getReplayedPhoto",
  tags: ["Recipes"],
  summary: "The photo of a flip, marked up as the changed recipe judges it",
  description: "`GET /v1/inspections/{id}/analyzed` is the one of then.",
  request: {
    params: z.object({ id: z.string(), inspectionId: z.string() }),
    query: z.strictObject({ width: queryNumber(z.int().min(64).max(1024)).optional() }),
  },
  responses: {
    200: {
      description: "The photo; with `width`, small as WebP.",
      content: { "image/jpeg": { schema: bytesSchema }, "image/webp": { schema: bytesSchema } },
    },
    ...problems(400, 404),
  },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/v1/replays/{id}",
  operationId: "removeReplay",
  tags: ["Recipes"],
  summary: "Stop a replay, and forget it",
  request: { params: idParam },
  responses: { 204: { description: "It is gone." }, ...problems(400, 404) },
});

export function addReplayRoutes(api: Api, { platform, replays }: HttpApiDeps): void {
  api.openapi(startRoute, async (c) => {
    const { limit, ...range } = c.req.valid("query");
    const { id } = c.req.valid("param");
    const recipe = await readRecipe(c.req);
    if (recipe.id !== id) {
      const message = `The recipe in the body is ${recipe.id}, the path says ${id}. Send the same in both.`;
      throw new PartproofError("invalid-input", message);
    }
    const replay = await needed(replays).start({ recipe, range, limit, by: c.get("principal").name });
    c.header("Location", `/v1/replays/${replay.id}`);
    return c.json(replay, 202);
  });

  api.openapi(listRoute, async (c) => c.json({ items: await needed(replays).list() }, 200));

  api.openapi(getRoute, async (c) => c.json(await mustFind(replays, c.req.valid("param").id), 200));

  api.openapi(flipsRoute, async (c) => {
    const { id } = await mustFind(replays, c.req.valid("param").id);
    return c.json({ items: await needed(replays).flips(id, c.req.valid("query")) }, 200);
  });

  api.openapi(analyzedRoute, async (c) => {
    const { id, inspectionId } = c.req.valid("param");
    const { width } = c.req.valid("query");
    const { recipe } = await mustFind(replays, id);
    const [flip, inspection] = [
      await needed(replays).flip(id, inspectionId),
      await platform.records.get(inspectionId),
    ];
    if (!inspection) throw noInspection(inspectionId);
    if (!flip)
      throw new PartproofError("not-found", `Replay ${id} lists no flip of inspection ${inspectionId}.`);
    const marked = await markReplayed(platform, recipe, inspection, flip);
    if (!marked) {
      const message = `The photo of inspection ${inspectionId} is gone; it was kept until ${inspection.evidence.retainUntil}.`;
      throw new PartproofError("not-found", message);
    }
    const content = width === undefined ? marked : await thumbnail(marked, width);
    return photoResponse(c.req.raw, {
      ...{ width, content, suffix: "-analyzed" as const },
      ...{ fileName: inspection.source.fileName, fallbackName: inspectionId },
      sha256: await sha256Hex(marked),
    });
  });

  api.openapi(removeRoute, async (c) => {
    const { id } = await mustFind(replays, c.req.valid("param").id);
    await needed(replays).remove(id);
    return c.body(null, 204);
  });
}

function needed(replays: ReplayRunner | undefined): ReplayRunner {
  if (replays) return replays;
  const message = "This platform replays no recipes over HTTP. Run partproof replay where the photos are.";
  throw new PartproofError("not-found", message);
}

async function mustFind(replays: ReplayRunner | undefined, id: string): Promise<Replay> {
  const replay = await needed(replays).get(id);
  if (replay) return replay;
  const message = `There is no replay ${id}: only the newest are kept. Start it with POST /v1/recipes/{id}/replay.`;
  throw new PartproofError("not-found", message);
}
