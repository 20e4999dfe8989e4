import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { lessonSchema } from "../../domain/lesson.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import {
  deskOf,
  lessonAnswer,
  lessonParams,
  lessonSummaryAnswer,
  mustFindLesson,
  readLesson,
} from "./lesson-answers.ts";

/** Each is one widget to be taught; more are a mistake, or a script gone wild. */
const MOST_LESSONS = 200;

const createSchema = z
  .strictObject({
    name: lessonSchema.shape.name.regex(/^[^\p{Cc}\p{Cs}]+$/u, "a name without control characters"),
  })
  .meta({ id: "NewLesson" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/lessons",
  operationId: "listLessons",
  tags: ["Teaching"],
  summary: "Lessons, newest first",
  responses: {
    200: json("At most 200.", z.object({ items: z.array(lessonSummaryAnswer) })),
    ...problems(404),
  },
});

const createLessonRoute = createRoute({
  method: "post",
  path: "/v1/lessons",
  operationId: "createLesson",
  tags: ["Teaching"],
  summary: "Begin a lesson",
  description:
    "A lesson is photos of one widget with boxes around its parts. Teaching is offered on one machine; elsewhere these routes answer 404.",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: createSchema, example: { name: "Control box" } } },
    },
  },
  responses: { 201: json("The empty lesson.", lessonAnswer), ...problems(400, 404, 409, 413, 415) },
});

const getRoute = createRoute({
  method: "get",
  path: "/v1/lessons/{id}",
  operationId: "getLesson",
  tags: ["Teaching"],
  summary: "One lesson with its photos and boxes",
  request: { params: lessonParams },
  responses: { 200: json("The lesson.", lessonAnswer), ...problems(400, 404) },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/v1/lessons/{id}",
  operationId: "removeLesson",
  tags: ["Teaching"],
  summary: "Remove a lesson with its photos",
  description: "Models taught from it stay. Its teaching, if one is under way, is canceled.",
  request: { params: lessonParams },
  responses: { 204: { description: "It is gone." }, ...problems(400, 404) },
});

export function addLessonRoutes(api: Api, deps: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => {
    const desk = deskOf(deps);
    const lessons = await desk.lessons.list();
    const items = await Promise.all(lessons.map(async (lesson) => (await readLesson(desk, lesson)).summary));
    return c.json({ items }, 200);
  });

  api.openapi(createLessonRoute, async (c) => {
    const desk = deskOf(deps);
    const { name } = c.req.valid("json");
    if ((await desk.lessons.list()).length >= MOST_LESSONS) {
      throw new PartproofError(
        "conflict",
        `There are ${MOST_LESSONS} lessons, the most there can be. Remove one.`,
      );
    }
    const createdAt = desk.now().toISOString();
    const lesson = { id: desk.newId(), name, createdAt, createdBy: c.get("principal").name };
    await desk.lessons.create(lesson);
    return c.json((await readLesson(desk, lesson)).whole, 201);
  });

  api.openapi(getRoute, async (c) => {
    const desk = deskOf(deps);
    const lesson = await mustFindLesson(desk, c.req.valid("param").id);
    return c.json((await readLesson(desk, lesson)).whole, 200);
  });

  api.openapi(removeRoute, async (c) => {
    const desk = deskOf(deps);
    const { id } = c.req.valid("param");
    const [newest] = await desk.teachings.list(id);
    if (newest) await desk.teachings.cancel(newest.id, desk.now());
    await desk.lessons.remove(id);
    return c.body(null, 204);
  });
}
