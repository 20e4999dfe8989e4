import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { type Teaching, teachingRequestSchema } from "../../domain/lesson.ts";
import type { TeachingDesk } from "../../flow/teaching-desk.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import {
  answerTeaching,
  deskOf,
  lessonParams,
  mustFindLesson,
  teachingAnswer,
  teachingParams,
} from "./lesson-answers.ts";

const startRoute = createRoute({
  method: "post",
  path: "/v1/lessons/{id}/teaching",
  operationId: "startTeaching",
  tags: ["Teaching"],
  summary: "Teach a model from a lesson",
  description:
    "It is learned in the background, one lesson at a time; the line goes on. A model of that name gets another version, which recipes that name it use from then on. The same photos, boxes and seed give the same model as `partproof teach`.",
  request: {
    params: lessonParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: teachingRequestSchema.meta({ id: "TeachingRequest" }),
          example: { model: "control-box", look: "auto" as const },
        },
      },
    },
  },
  responses: {
    202: {
      ...json("It waits for its turn.", teachingAnswer),
      headers: z.object({ Location: z.string().describe("Path of the teaching.") }),
    },
    ...problems(400, 404, 409, 413, 415),
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/v1/lessons/{id}/teaching",
  operationId: "listTeaching",
  tags: ["Teaching"],
  summary: "What was taught from a lesson, newest first",
  request: { params: lessonParams },
  responses: {
    200: json("At most 50.", z.object({ items: z.array(teachingAnswer) })),
    ...problems(400, 404),
  },
});

const getRoute = createRoute({
  method: "get",
  path: "/v1/lessons/{id}/teaching/{jobId}",
  operationId: "getTeaching",
  tags: ["Teaching"],
  summary: "How far a teaching is",
  description: "When it is `done`, `GET /v1/models/{name}?version=` has the card of the model.",
  request: { params: teachingParams },
  responses: { 200: json("The teaching.", teachingAnswer), ...problems(400, 404) },
});

const cancelRoute = createRoute({
  method: "post",
  path: "/v1/lessons/{id}/teaching/{jobId}/cancellation",
  operationId: "cancelTeaching",
  tags: ["Teaching"],
  summary: "Cancel a teaching that waits or runs",
  request: { params: teachingParams },
  responses: {
    200: json("As it is now; one that was over stays so.", teachingAnswer),
    ...problems(400, 404),
  },
});

export function addTeachingRoutes(api: Api, deps: HttpApiDeps): void {
  api.openapi(startRoute, async (c) => {
    const desk = deskOf(deps);
    const lesson = await mustFindLesson(desk, c.req.valid("param").id);
    const teaching: Teaching = {
      ...c.req.valid("json"),
      id: desk.newId(),
      lessonId: lesson.id,
      state: "waiting",
      askedBy: c.get("principal").name,
      askedAt: desk.now().toISOString(),
      stage: "",
      fraction: 0,
    };
    await refuseTooLittle(desk, teaching);
    await desk.teachings.add(teaching);
    c.header("Location", `/v1/lessons/${lesson.id}/teaching/${teaching.id}`);
    return c.json(teaching, 202);
  });

  api.openapi(listRoute, async (c) => {
    const desk = deskOf(deps);
    const { id } = await mustFindLesson(desk, c.req.valid("param").id);
    const items = (await desk.teachings.list(id)).map((one) => answerTeaching(one, desk.now()));
    return c.json({ items }, 200);
  });

  api.openapi(getRoute, async (c) => {
    const desk = deskOf(deps);
    return c.json(answerTeaching(await mustFind(desk, c.req.valid("param")), desk.now()), 200);
  });

  api.openapi(cancelRoute, async (c) => {
    const desk = deskOf(deps);
    const teaching = await mustFind(desk, c.req.valid("param"));
    return c.json((await desk.teachings.cancel(teaching.id, desk.now())) ?? teaching, 200);
  });
}

async function mustFind({ teachings }: TeachingDesk, { id, jobId }: { id: string; jobId: string }) {
  const teaching = await teachings.get(jobId);
  if (teaching?.lessonId === id) return teaching;
  throw new PartproofError("not-found", `There is no teaching ${jobId} of lesson ${id}.`);
}

/** What the lesson would fail with after its turn came is better said at once. */
async function refuseTooLittle({ lessons }: TeachingDesk, { lessonId, look }: Teaching): Promise<void> {
  const photos = await lessons.photos(lessonId);
  if (photos.length === 0)
    throw new PartproofError("invalid-input", "The lesson has no photo. Add some first.");
  if (look === "normal" || photos.some(({ boxes }) => boxes.length > 0)) return;
  const message = "No photo of the lesson has a box. Mark at least one part on one photo.";
  throw new PartproofError("invalid-input", message);
}
