import { z } from "zod";
import { boxSchema } from "./detection.ts";
import { nameSchema } from "./recipe.ts";

/** As many as one model can be taught from. */
export const MOST_LESSON_PHOTOS = 200;
export const MOST_BOXES = 500;

/** One edge may miss the other by a rounding error, no more. */
const ROUNDING = 1e-9;

/** A part as a person marked it: what it is called, and its box in fractions of the upright photo. */
export const markedPartSchema = z.strictObject({
  label: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, "a part's name without control characters"),
  box: z
    .strictObject(boxSchema.shape)
    .refine((box) => box.left + box.width <= 1 + ROUNDING && box.top + box.height <= 1 + ROUNDING, {
      message: "a box inside its photo: left + width and top + height are at most 1",
    }),
});
export type MarkedPart = z.infer<typeof markedPartSchema>;

/** Photos that somebody gathers, and marks the parts on, to teach a model from them. */
export const lessonSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(200),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});
export type Lesson = z.infer<typeof lessonSchema>;

/** A photo of a lesson goes by its content: the same file is in a lesson once. */
export const lessonPhotoSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  fileName: z.string(),
  /** Pixels of the upright photo. */
  width: z.int().min(1),
  height: z.int().min(1),
  bytes: z.int().min(1),
  /** Goes up with every change of the boxes, from 0. */
  version: z.int().min(0),
  changedBy: z.string(),
  boxes: z.array(markedPartSchema).max(MOST_BOXES),
});
export type LessonPhoto = z.infer<typeof lessonPhotoSchema> & {
  /** Where the file lies in the store of lesson photos. */
  imageKey: string;
};

/** How often a lesson shows a part. `empty`: on how many marked photos it is not: they show what its lack looks like. */
export type PartCount = { label: string; boxes: number; photos: number; empty: number };

/** Parts in the order in which they were first marked. */
export function countParts(photos: readonly Pick<LessonPhoto, "boxes">[]): PartCount[] {
  const counts = new Map<string, PartCount>();
  for (const { boxes } of photos) {
    const here = new Set<string>();
    for (const { label } of boxes) {
      const count = counts.get(label) ?? { label, boxes: 0, photos: 0, empty: 0 };
      count.boxes++;
      if (!here.has(label)) count.photos++;
      here.add(label);
      counts.set(label, count);
    }
  }
  const marked = photos.filter(({ boxes }) => boxes.length > 0).length;
  return [...counts.values()].map((count) => ({ ...count, empty: marked - count.photos }));
}

/** `normal`: how normal widgets look, from photos without boxes; the others: the parts that boxes mark. */
export const LOOKS = ["auto", "find", "golden", "normal"] as const;

/** What somebody asks to be taught. The same photos, boxes, look, effort and seed give the same model. */
export const teachingRequestSchema = z.strictObject({
  model: nameSchema,
  look: z.enum(LOOKS).default("auto"),
  effort: z.enum(["quick", "normal"]).default("normal"),
  seed: z.int().min(0).max(4_294_967_295).default(1),
});
export type TeachingRequest = z.infer<typeof teachingRequestSchema>;

/** `waiting` → `running` → `done`, `failed` or `canceled`. */
export const TEACHING_STATES = ["waiting", "running", "done", "failed", "canceled"] as const;
export const teachingSchema = teachingRequestSchema.extend({
  id: z.string(),
  lessonId: z.string(),
  state: z.enum(TEACHING_STATES),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  /** What is being done, and how much of the whole is done, 0 to 1. */
  stage: z.string(),
  fraction: z.number().min(0).max(1),
  /** Why it failed, for a person. */
  message: z.string().optional(),
  /** What came of it: a version of the model that was asked for. */
  version: z.string().optional(),
});
export type Teaching = z.infer<typeof teachingSchema>;
