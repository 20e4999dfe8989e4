import { createRoute, z } from "@hono/zod-openapi";
import { concludeReplay } from "../../domain/compare-replay.ts";
import { PartproofError } from "../../domain/errors.ts";
import type { LessonPhoto } from "../../domain/lesson.ts";
import { nameSchema } from "../../domain/recipe.ts";
import { tallyReplay } from "../../flow/tally-replay.ts";
import type { TeachingDesk } from "../../flow/teaching-desk.ts";
import { decodePhoto } from "../../imaging/decode-photo.ts";
import type { ModelInfo } from "../../ports/model-store.ts";
import { readCard } from "../../recognition/lesson-card.ts";
import type { JudgedPhoto } from "../../recognition/match-detections.ts";
import { partRatesSchema, photoRatesSchema } from "../../recognition/part-evidence.ts";
import { scoreModel } from "../../recognition/score-model.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { deskOf, mustFindLesson } from "./lesson-answers.ts";
import { modelParams, modelVersionSchema } from "./models.route.ts";

const MOST_WORST = 12;

const requestSchema = z
  .discriminatedUnion("on", [
    z.strictObject({
      on: z.literal("lesson"),
      lesson: z.string().max(100),
      version: modelVersionSchema,
      with: z.strictObject({ model: nameSchema, version: modelVersionSchema }),
      limit: z.int().min(1).max(200).default(50).describe("The first so many photos that have boxes."),
    }),
    z.strictObject({
      on: z.literal("inspections"),
      recipe: nameSchema.describe("Its newest version is judged by this model instead of its own."),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
      limit: z.int().min(1).max(500).default(100).describe("The newest so many."),
    }),
  ])
  .meta({ id: "ComparisonRequest" });

const scoreAnswer = z
  .object({
    model: z.string(),
    version: z.string(),
    learnedFrom: z.int().describe("Of these photos, how many it has learned from: they flatter it."),
    mAP50: z.number(),
    countExact: z
      .number()
      .describe("Share of photos in which every part was seen exactly as often as it is there."),
    parts: z.array(partRatesSchema.extend({ label: z.string(), minConfidence: z.number() })),
    photos: photoRatesSchema,
    worst: z.array(
      z.object({
        sha256: z.string(),
        missed: z.array(z.string()),
        confused: z.array(z.object({ label: z.string(), seen: z.string() })),
        invented: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: "ModelScore" });
const peopleAnswer = z.object({
  agree: z.int(),
  escapes: z.int(),
  falseRejects: z.int(),
  review: z.int(),
});
const comparisonAnswer = z
  .discriminatedUnion("on", [
    z.object({
      on: z.literal("lesson"),
      photos: z.int(),
      candidate: scoreAnswer,
      running: scoreAnswer,
    }),
    z.object({
      on: z.literal("inspections"),
      replayed: z.int(),
      flips: z.int().describe("Verdicts that would be others."),
      decided: z.int().describe("Inspections on which somebody decided."),
      candidate: peopleAnswer.describe("Its verdicts against what people decided."),
      running: peopleAnswer.describe("The recorded verdicts against what people decided."),
      unconfirmedPasses: z.int(),
      skipped: z.int(),
      worse: z.boolean(),
      reasons: z.array(z.string()),
    }),
  ])
  .meta({ id: "Comparison" });

const route = createRoute({
  method: "post",
  path: "/v1/models/{name}/comparison",
  operationId: "compareModel",
  tags: ["Models"],
  summary: "Compare a model with the one that runs",
  description:
    "On the marked photos of a lesson, or on archived inspections against what people decided. Nothing is recorded. It takes about a tenth of a second a photo and model.",
  request: {
    params: modelParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: requestSchema,
          example: { on: "inspections" as const, recipe: "block" },
        },
      },
    },
  },
  responses: { 200: json("Both side by side.", comparisonAnswer), ...problems(400, 404, 413, 415, 503) },
});

export function addComparisonRoutes(api: Api, deps: HttpApiDeps): void {
  const { platform, models } = deps;

  api.openapi(route, async (c) => {
    const desk = deskOf(deps);
    const request = c.req.valid("json");
    const { name } = c.req.valid("param");
    if (request.on === "lesson") {
      const { id } = await mustFindLesson(desk, request.lesson);
      const marked = (await desk.lessons.photos(id)).filter(({ boxes }) => boxes.length > 0);
      const photos = marked.slice(0, request.limit);
      if (photos.length === 0) {
        throw new PartproofError("invalid-input", "No photo of the lesson has a box. Mark some first.");
      }
      const [candidate, running] = await Promise.all([
        models.get(name, request.version),
        models.get(request.with.model, request.with.version),
      ]);
      const seen = await lookWithBoth(desk, photos, [candidate.info, running.info]);
      const score = (model: typeof candidate, judged: readonly JudgedPhoto[]) =>
        answerScore(model, photos, judged);
      const answer = {
        on: "lesson" as const,
        photos: photos.length,
        candidate: score(candidate, seen[0]),
        running: score(running, seen[1]),
      };
      return c.json(answer, 200);
    }
    const published = await platform.recipes.get(request.recipe);
    if (!published) throw new PartproofError("not-found", `No recipe "${request.recipe}" is published.`);
    const { info } = await models.get(name);
    const recipe = { ...published.recipe, recognizer: { kind: "embedded" as const, model: info.name } };
    const { from, to, limit } = request;
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const tally = await tallyReplay(platform, recipe, range, { limit });
    const { replayed, flips, decided, unconfirmedPasses, skipped } = tally;
    const counts = { replayed, flips, decided, unconfirmedPasses, skipped };
    const sides = { candidate: tally.after, running: tally.before };
    return c.json({ on: "inspections" as const, ...counts, ...sides, ...concludeReplay(tally) }, 200);
  });
}

/** One photo after the other: each is decoded once, and memory holds one. */
async function lookWithBoth(
  { photos: store, teacher, settings }: TeachingDesk,
  photos: readonly LessonPhoto[],
  [candidate, running]: [ModelInfo, ModelInfo],
): Promise<[JudgedPhoto[], JudgedPhoto[]]> {
  const judged: [JudgedPhoto[], JudgedPhoto[]] = [[], []];
  for (const { imageKey, boxes } of photos) {
    const photo = await decodePhoto(await store.get(imageKey), settings.photoLimits);
    judged[0].push({ truth: boxes, detections: await teacher.look(photo, candidate) });
    judged[1].push({ truth: boxes, detections: await teacher.look(photo, running) });
  }
  return judged;
}

function answerScore(
  { info, content }: { info: ModelInfo; content: Uint8Array },
  photos: readonly LessonPhoto[],
  judged: readonly JudgedPhoto[],
) {
  const { card, trainingSet } = readCard(content);
  const { worst, ...score } = scoreModel(judged, card.proposal, MOST_WORST);
  const learned = new Set(trainingSet);
  return {
    model: info.name,
    version: info.version,
    learnedFrom: photos.filter(({ sha256 }) => learned.has(sha256)).length,
    ...score,
    worst: worst.map(({ index, ...faults }) => ({ sha256: photos[index]?.sha256 ?? "", ...faults })),
  };
}
