import { z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import {
  countParts,
  type Lesson,
  type LessonPhoto,
  lessonPhotoSchema,
  lessonSchema,
  markedPartSchema,
  type Teaching,
  teachingSchema,
} from "../../domain/lesson.ts";
import { noLesson } from "../../domain/no-lesson.ts";
import type { TeachingDesk } from "../../flow/teaching-desk.ts";
import type { HttpApiDeps } from "./http-api-deps.ts";

export const lessonParams = z.object({ id: z.string().meta({ example: "01K3ZJ5S3B8Q4T7N9V2X6Y0W1R" }) });
export const lessonPhotoParams = lessonParams.extend({ sha256: lessonPhotoSchema.shape.sha256 });
export const teachingParams = lessonParams.extend({ jobId: z.string() });

export const markedPartAnswer = markedPartSchema.meta({ id: "MarkedPart" });
export const lessonPhotoAnswer = lessonPhotoSchema
  .extend({ boxes: z.array(markedPartAnswer) })
  .meta({ id: "LessonPhoto" });
const partCountAnswer = z
  .object({
    label: z.string(),
    boxes: z.int(),
    photos: z.int().describe("Photos that show it."),
    empty: z.int().describe("Marked photos that lack it: they teach what its absence looks like."),
  })
  .meta({ id: "PartCount" });
export const teachingAnswer = teachingSchema
  .extend({
    secondsLeft: z
      .int()
      .min(0)
      .optional()
      .describe("By what is done so far; absent until that says something."),
  })
  .meta({ id: "Teaching" });

const common = lessonSchema.extend({
  parts: z.array(partCountAnswer),
  teaching: teachingAnswer.optional().describe("The newest one."),
});
export const lessonAnswer = common.extend({ photos: z.array(lessonPhotoAnswer) }).meta({ id: "Lesson" });
export const lessonSummaryAnswer = common
  .extend({
    photoCount: z.int(),
    markedCount: z.int().describe("Photos with at least one box."),
    cover: lessonPhotoSchema.shape.sha256.optional().describe("Its first photo."),
  })
  .meta({ id: "LessonSummary" });

/** Where there is no teacher, its routes say what to do instead. @throws PartproofError `not-found` */
export function deskOf({ teaching }: HttpApiDeps): TeachingDesk {
  if (teaching) return teaching;
  const message =
    "This platform does not teach. Teach on one machine (partproof serve, or partproof teach), and put the model into the stack's models.";
  throw new PartproofError("not-found", message);
}

export async function mustFindLesson({ lessons }: TeachingDesk, id: string): Promise<Lesson> {
  const lesson = await lessons.get(id);
  if (lesson) return lesson;
  throw noLesson(id);
}

export function answerPhoto({ imageKey: _, ...photo }: LessonPhoto) {
  return photo;
}

/** A guess from a twentieth on; what is done in the beginning goes at another pace. */
const TELLING = 0.05;

export function answerTeaching(teaching: Teaching, now: Date) {
  const { state, startedAt, fraction } = teaching;
  if (state !== "running" || startedAt === undefined || fraction < TELLING) return teaching;
  const elapsedMs = now.getTime() - new Date(startedAt).getTime();
  const secondsLeft = Math.max(0, Math.ceil((elapsedMs * (1 - fraction)) / fraction / 1000));
  return { ...teaching, secondsLeft };
}

/** A lesson with its photos, and both as little of it as a list needs. */
export async function readLesson(desk: TeachingDesk, lesson: Lesson) {
  const photos = await desk.lessons.photos(lesson.id);
  const [newest] = await desk.teachings.list(lesson.id);
  const teaching = newest ? { teaching: answerTeaching(newest, desk.now()) } : {};
  const whole = { ...lesson, parts: countParts(photos), ...teaching, photos: photos.map(answerPhoto) };
  const { photos: _, ...rest } = whole;
  const [first] = photos;
  const summary = {
    ...rest,
    photoCount: photos.length,
    markedCount: photos.filter(({ boxes }) => boxes.length > 0).length,
    ...(first ? { cover: first.sha256 } : {}),
  };
  return { whole, summary };
}
