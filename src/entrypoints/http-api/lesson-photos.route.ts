import { createRoute, z } from "@hono/zod-openapi";
import { MOST_BOXES } from "../../domain/lesson.ts";
import { noLessonPhoto } from "../../domain/no-lesson.ts";
import { addLessonPhoto } from "../../flow/add-lesson-photo.ts";
import { noInspection } from "../../flow/review-inspection.ts";
import { thumbnail } from "../../imaging/thumbnail.ts";
import { decodeBase64 } from "./decode-base64.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import {
  answerPhoto,
  deskOf,
  lessonParams,
  lessonPhotoAnswer,
  lessonPhotoParams,
  markedPartAnswer,
} from "./lesson-answers.ts";
import { photoAnswers, photoResponse } from "./photo-response.ts";
import { queryNumber } from "./query-number.ts";
import { fileNameSchema } from "./submitted-photo.ts";

const newPhotoSchema = z
  .union([
    z.strictObject({
      fileName: fileNameSchema.min(1),
      data: z
        .string()
        .describe("The photo (JPEG, PNG, WebP or TIFF) as base64.")
        .meta({ contentEncoding: "base64" }),
    }),
    z.strictObject({ inspectionId: z.string().max(100).describe("The original photo of that inspection.") }),
  ])
  .meta({ id: "NewLessonPhoto" });

const addRoute = createRoute({
  method: "post",
  path: "/v1/lessons/{id}/photos",
  operationId: "addLessonPhoto",
  tags: ["Teaching"],
  summary: "Add a photo to a lesson",
  description: "A photo that is there already stays as it is, boxes and all. At most 200 a lesson.",
  request: {
    params: lessonParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: newPhotoSchema,
          example: { fileName: "001.jpg", data: "/9j/4AAQSkZJRgABAQAAAQABAAA=" },
        },
      },
    },
  },
  responses: {
    200: json("It was there before.", lessonPhotoAnswer),
    201: json("Added.", lessonPhotoAnswer),
    ...problems(400, 404, 409, 413, 415, 422, 507),
  },
});

const getRoute = createRoute({
  method: "get",
  path: "/v1/lessons/{id}/photos/{sha256}",
  operationId: "getLessonPhoto",
  tags: ["Teaching"],
  summary: "A photo of a lesson",
  request: {
    params: lessonPhotoParams,
    query: z.strictObject({
      width: queryNumber(z.int().min(64).max(2048))
        .optional()
        .describe("Upright and small, as WebP, this many pixels wide."),
    }),
  },
  responses: { ...photoAnswers, ...problems(400, 404) },
});

const markRoute = createRoute({
  method: "put",
  path: "/v1/lessons/{id}/photos/{sha256}/boxes",
  operationId: "markLessonPhoto",
  tags: ["Teaching"],
  summary: "Replace the boxes of a photo",
  description:
    "`version` is that of the photo the boxes were drawn on. If somebody else has changed them since, the answer is 409 and nothing changes. Boxes are in fractions of the upright photo.",
  request: {
    params: lessonPhotoParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .strictObject({ version: z.int().min(0), boxes: z.array(markedPartAnswer).max(MOST_BOXES) })
            .meta({ id: "LessonBoxes" }),
          example: {
            version: 0,
            boxes: [{ label: "screw", box: { left: 0.1, top: 0.2, width: 0.05, height: 0.06 } }],
          },
        },
      },
    },
  },
  responses: {
    200: json("The photo with its boxes.", lessonPhotoAnswer),
    ...problems(400, 404, 409, 413, 415),
  },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/v1/lessons/{id}/photos/{sha256}",
  operationId: "removeLessonPhoto",
  tags: ["Teaching"],
  summary: "Remove a photo from a lesson",
  request: { params: lessonPhotoParams },
  responses: { 204: { description: "It is gone." }, ...problems(400, 404) },
});

export function addLessonPhotoRoutes(api: Api, deps: HttpApiDeps): void {
  const { platform } = deps;

  /** Of an inspection, the photo as it was handed in, under the camera's name for it. */
  async function fromInspection(id: string): Promise<{ content: Uint8Array; fileName: string }> {
    const inspection = await platform.records.get(id);
    if (!inspection) throw noInspection(id);
    const content = await platform.images.get(inspection.evidence.originalKey);
    return { content, fileName: inspection.source.fileName };
  }

  api.openapi(addRoute, async (c) => {
    const desk = deskOf(deps);
    const body = c.req.valid("json");
    const photo =
      "inspectionId" in body
        ? await fromInspection(body.inspectionId)
        : { content: decodeBase64(body.data, "data"), fileName: body.fileName };
    const by = c.get("principal").name;
    const result = await addLessonPhoto(desk, c.req.valid("param").id, { ...photo, by });
    return c.json(answerPhoto(result.photo), result.added ? 201 : 200);
  });

  api.openapi(getRoute, async (c) => {
    const { lessons, photos } = deskOf(deps);
    const { id, sha256 } = c.req.valid("param");
    const { width } = c.req.valid("query");
    const photo = await lessons.photo(id, sha256);
    if (!photo) throw noLessonPhoto(id, sha256);
    const content =
      width === undefined
        ? photos.stream(photo.imageKey)
        : await thumbnail(await photos.get(photo.imageKey), width);
    const { fileName } = photo;
    return photoResponse(c.req.raw, { fileName, fallbackName: sha256, suffix: "", width, sha256, content });
  });

  api.openapi(markRoute, async (c) => {
    const { lessons } = deskOf(deps);
    const { id, sha256 } = c.req.valid("param");
    const changedBy = c.get("principal").name;
    return c.json(answerPhoto(await lessons.mark(id, sha256, { ...c.req.valid("json"), changedBy })), 200);
  });

  api.openapi(removeRoute, async (c) => {
    const { id, sha256 } = c.req.valid("param");
    await deskOf(deps).lessons.removePhoto(id, sha256);
    return c.body(null, 204);
  });
}
