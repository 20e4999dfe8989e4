import { z } from "zod";
import { damagedModel, readContainer, writeContainer } from "./model-container.ts";
import { evidenceSchema } from "./part-evidence.ts";
import { proposalSchema } from "./propose-thresholds.ts";

/** What the card of every model taught from boxes says, whichever way it looks. */
export const lessonCardShape = {
  /** Who chose the way to look: a person, a rule because nothing could be compared, or the comparison; and why. */
  choice: z.strictObject({ by: z.enum(["teacher", "rule", "comparison"]), reason: z.string() }).optional(),
  /** How many of each part the taught photos show, see typical-counts.ts. */
  typical: z
    .array(
      z.strictObject({
        label: z.string(),
        full: z.int().min(1),
        shownBy: z.int().min(0),
        complete: z.int().min(0),
      }),
    )
    .optional(),
  /** What photos left out in turn showed, and what follows for recipes. Absent where nothing could be left out. */
  evidence: evidenceSchema.optional(),
  proposal: proposalSchema.optional(),
};
const lessonCardSchema = z.object(lessonCardShape);
export type LessonCard = z.infer<typeof lessonCardSchema>;

const headerSchema = z.looseObject({
  mode: z.string(),
  labels: z.array(z.string()).default([]),
  /** SHA-256 of each photo taught from; imported detectors do not say. */
  trainingSet: z.array(z.string()).optional(),
  /** Imported detectors have none. */
  card: z
    .looseObject({
      photos: z.int().optional(),
      seed: z.int().optional(),
      unaligned: z.int().optional(),
      ...lessonCardShape,
    })
    .prefault({}),
});
export type TaughtCard = Pick<z.infer<typeof headerSchema>, "mode" | "labels" | "card"> & {
  trainingSet?: string[];
};

/** The same model with more on its card. */
export function withLessonCard(file: Uint8Array, addition: LessonCard): Uint8Array {
  const { json, tensors } = readContainer(file);
  const { tensors: _, card, ...header } = headerSchema.parse(json);
  return writeContainer({ ...header, card: { ...card, ...addition } }, Object.fromEntries(tensors));
}

/** What a model says of itself, whichever way it looks. @throws PartproofError `damaged` */
export function readCard(file: Uint8Array): TaughtCard {
  const parsed = headerSchema.safeParse(readContainer(file).json);
  if (!parsed.success) throw damagedModel(z.prettifyError(parsed.error), parsed.error);
  const { mode, labels, card, trainingSet } = parsed.data;
  return { mode, labels, card, ...(trainingSet ? { trainingSet } : {}) };
}
