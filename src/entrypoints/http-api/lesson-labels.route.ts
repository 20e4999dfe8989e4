import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { type LessonPhoto, MOST_BOXES } from "../../domain/lesson.ts";
import { type CocoPhoto, parseCoco } from "../../recognition/labels/coco.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { deskOf, lessonParams, mustFindLesson } from "./lesson-answers.ts";
import { fileNameSchema } from "./submitted-photo.ts";

/** A photo scaled after labelling is fine, one turned or swapped is not. */
const ASPECT_TOLERANCE = 0.02;

const importAnswer = z
  .object({
    marked: z.array(z.string()).describe("Names of the photos that got their boxes."),
    kept: z.array(z.string()).describe("Photos that had boxes already, which stay."),
    unknown: z.int().describe("Photos of the file that are not in the lesson."),
  })
  .meta({ id: "ImportedLabels" });

const route = createRoute({
  method: "post",
  path: "/v1/lessons/{id}/labels",
  operationId: "importLabels",
  tags: ["Teaching"],
  summary: "Take over boxes that were drawn elsewhere",
  description:
    "A COCO detection file, whose photos are in the lesson by the same file names, whatever the folder. Boxes that are there stay.",
  request: {
    params: lessonParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .strictObject({
              format: z.literal("coco"),
              fileName: fileNameSchema.min(1),
              text: z.string().describe("The content of the file."),
            })
            .meta({ id: "Labels" }),
        },
      },
    },
  },
  responses: { 200: json("What was taken over.", importAnswer), ...problems(400, 404, 409, 413, 415) },
});

export function addLessonLabelRoutes(api: Api, deps: HttpApiDeps): void {
  api.openapi(route, async (c) => {
    const { lessons, ...desk } = deskOf(deps);
    const { id } = await mustFindLesson({ lessons, ...desk }, c.req.valid("param").id);
    const { text, fileName } = c.req.valid("json");
    const labels = parseCoco(text, fileName);
    const photos = new Map((await lessons.photos(id)).map((photo) => [baseName(photo.fileName), photo]));
    const found = labels.flatMap((label) => {
      const photo = photos.get(baseName(label.fileName));
      return photo ? [{ photo, label }] : [];
    });
    // All is checked before anything is saved: half an import is hard to tell from a whole one.
    for (const { photo, label } of found) checkFit(photo, label, fileName);
    const result = { marked: [] as string[], kept: [] as string[], unknown: labels.length - found.length };
    const changedBy = c.get("principal").name;
    for (const { photo, label } of found) {
      const { sha256, version, boxes } = photo;
      if (boxes.length === 0) await lessons.mark(id, sha256, { version, boxes: label.boxes, changedBy });
      (boxes.length === 0 ? result.marked : result.kept).push(photo.fileName);
    }
    return c.json(result, 200);
  });
}

function checkFit(photo: LessonPhoto, { width, height, boxes, at }: CocoPhoto, file: string): void {
  if (boxes.length > MOST_BOXES) {
    const message = `${file}: ${at}: expected at most ${MOST_BOXES} boxes on ${photo.fileName}, got ${boxes.length}.`;
    throw new PartproofError("invalid-input", message);
  }
  if (Math.abs((photo.width / photo.height) * (height / width) - 1) <= ASPECT_TOLERANCE) return;
  throw new PartproofError(
    "invalid-input",
    `${file}: ${photo.fileName} is ${photo.width} × ${photo.height} pixels upright, its labels are for ` +
      `${width} × ${height}. Mark the boxes on the upright photo.`,
  );
}

function baseName(fileName: string): string {
  return fileName.split(/[\\/]/).at(-1) ?? fileName;
}
