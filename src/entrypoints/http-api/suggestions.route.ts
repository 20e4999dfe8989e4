import { createRoute, z } from "@hono/zod-openapi";
import { type Detection, overlap } from "../../domain/detection.ts";
import { PartproofError } from "../../domain/errors.ts";
import { type LessonPhoto, lessonPhotoSchema, MOST_BOXES } from "../../domain/lesson.ts";
import { noLessonPhoto } from "../../domain/no-lesson.ts";
import { nameSchema } from "../../domain/recipe.ts";
import type { TeachingDesk } from "../../flow/teaching-desk.ts";
import { decodePhoto } from "../../imaging/decode-photo.ts";
import type { ModelInfo } from "../../ports/model-store.ts";
import { readCard } from "../../recognition/lesson-card.ts";
import { thresholdsOf, USUAL } from "../../recognition/recipe-thresholds.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { deskOf, lessonParams, markedPartAnswer, mustFindLesson } from "./lesson-answers.ts";

/** What overlaps a box so far is taken for what the box marks already. */
const MARKED_OVERLAP = 0.5;

const suggestionAnswer = z
  .object({
    model: z.object({ name: z.string(), version: z.string() }),
    boxes: z
      .array(markedPartAnswer.extend({ confidence: z.number() }))
      .describe("Surest first, at most 500."),
  })
  .meta({ id: "Suggestions" });

const route = createRoute({
  method: "post",
  path: "/v1/lessons/{id}/suggestions",
  operationId: "suggestBoxes",
  tags: ["Teaching"],
  summary: "Boxes that a model would draw on a photo",
  description:
    "Only where the photo has no box yet. Without `model` it is the newest one taught from this lesson. Nothing is saved.",
  request: {
    params: lessonParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .strictObject({
              photo: lessonPhotoSchema.shape.sha256.describe("SHA-256 of a photo of the lesson."),
              model: nameSchema.optional(),
              version: z.string().max(64).optional().describe("Default: the newest."),
            })
            .meta({ id: "SuggestionRequest" }),
        },
      },
    },
  },
  responses: { 200: json("Suggestions.", suggestionAnswer), ...problems(400, 404, 413, 415, 503) },
});

export function addSuggestionRoutes(api: Api, deps: HttpApiDeps): void {
  api.openapi(route, async (c) => {
    const desk = deskOf(deps);
    const { id } = await mustFindLesson(desk, c.req.valid("param").id);
    const { photo: sha256, model, version } = c.req.valid("json");
    const photo = await desk.lessons.photo(id, sha256);
    if (!photo) throw noLessonPhoto(id, sha256);
    const chosen = model === undefined ? await newestOf(desk, id) : { name: model, version };
    const { info, content } = await desk.models.get(chosen.name, chosen.version);
    const pixels = await decodePhoto(await desk.photos.get(photo.imageKey), desk.settings.photoLimits);
    const seen = await desk.teacher.look(pixels, info);
    return c.json(answer(info, seen.filter(likely(content)), photo), 200);
  });
}

async function newestOf({ teachings }: TeachingDesk, lessonId: string) {
  const done = (await teachings.list(lessonId)).find(({ state }) => state === "done");
  if (done) return { name: done.model, version: done.version };
  const message = "Nothing has been taught from this lesson yet. Teach it, quickly will do, or name a model.";
  throw new PartproofError("not-found", message);
}

/** From where a recipe with the model's own thresholds would send it to a person, or take it for sure. */
function likely(content: Uint8Array): (detection: Detection) => boolean {
  const { proposal } = readCard(content).card;
  const band = proposal?.reviewBand ?? USUAL.reviewBand;
  const least = new Map(proposal?.parts.map(({ label, minConfidence }) => [label, minConfidence]));
  return ({ label, confidence }) =>
    confidence >= thresholdsOf(least.get(label) ?? USUAL.minConfidence, band).unsureFrom;
}

function answer({ name, version }: ModelInfo, seen: readonly Detection[], { boxes }: LessonPhoto) {
  const free = seen.flatMap(({ label, confidence, box }) =>
    box && !boxes.some((marked) => overlap(marked.box, box) >= MARKED_OVERLAP)
      ? [{ label, box, confidence }]
      : [],
  );
  return { model: { name, version }, boxes: free.slice(0, MOST_BOXES) };
}
