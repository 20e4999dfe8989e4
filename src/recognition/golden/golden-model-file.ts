import { z } from "zod";
import { calibrationSchema } from "../calibration.ts";
import { lessonCardShape } from "../lesson-card.ts";
import {
  damagedModel,
  MODEL_FORMAT,
  readContainer,
  tensorsSchema,
  writeContainer,
} from "../model-container.ts";
import { partViewSchema } from "../part-view.ts";
import type { Example } from "./place-judge.ts";

const headerSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  /** How the model looks: `golden` aligns the photo to the golden photo and judges each place. */
  mode: z.literal("golden"),
  backbone: z.strictObject({ name: z.string(), sha256: z.string().length(64) }),
  labels: z.array(z.string().min(1).max(200)).min(1).max(200),
  /** Photos are scaled so that their long side has this many pixels. */
  longSide: z.int().min(64).max(2048),
  golden: z.strictObject({
    /** Pixels of the consensus, and how many pixels of the golden photo one of them stands for in a row. */
    width: z.int().min(1).max(2048),
    height: z.int().min(1).max(2048),
    step: z.int().min(1).max(64),
    /** Where parts belong: center and size in pixels of the golden photo, and the labels (by index) that were seen there. */
    places: z
      .array(
        z.strictObject({
          x: z.number(),
          y: z.number(),
          width: z.number().positive(),
          height: z.number().positive(),
          labels: z.array(z.int().min(0)).min(1),
          /** How far beside its place a part may lie, in sides of the place. */
          play: z.number().min(0).max(1),
        }),
      )
      .min(1)
      .max(2000),
    /** Taught photos to align by, the golden photo first: the map to each from the golden photo, row by row. */
    references: z
      .array(z.strictObject({ toReference: z.array(z.number()).length(9) }))
      .min(1)
      .max(20),
  }),
  /** Lengths of the parts of a description: see describe-tile.ts. */
  blocks: z.array(z.int().min(1).max(20_000)).length(4),
  calibration: calibrationSchema,
  /** SHA-256 of each photo taught from, sorted. */
  trainingSet: z.array(z.string().length(64)),
  card: z.strictObject({
    photos: z.int(),
    /** Photos that could not be aligned to the golden one, and taught nothing. */
    unaligned: z.int(),
    /** SHA-256 of those that could, in the order of aligning; models taught by older versions do not say. */
    aligned: z.array(z.string().length(64)).optional(),
    parts: z.array(z.strictObject({ label: z.string(), examples: z.int() })),
    seed: z.int(),
    /**
     * Places of photos left out in turn, judged by what the others taught. `shared`: how likely another photo has a
     * part where one has it. `photo`: in the order of aligning. Absent for a single photo.
     */
    expected: z
      .strictObject({
        shared: z.number().min(0).max(1),
        views: z.array(partViewSchema.extend({ label: z.int().min(0) })),
      })
      .optional(),
    ...lessonCardShape,
  }),
  tensors: tensorsSchema,
});
export type GoldenHeader = Omit<z.infer<typeof headerSchema>, "tensors">;

/**
 * `consensus`: what the taught photos have in common, leveled gray, row by row. `corners`: for each reference its points (x, y) and 32 bytes that
 * describe each.
 */
export type GoldenModel = {
  header: GoldenHeader;
  consensus: Uint8Array;
  corners: { points: Float32Array; descriptors: Uint8Array }[];
  examples: Example[];
};

export function writeGoldenModel({ header, consensus, corners, examples }: GoldenModel): Uint8Array {
  const length = lengthOf(header);
  const descriptions = new Uint8Array(examples.length * length);
  for (const [at, { description }] of examples.entries()) descriptions.set(description, at * length);
  const meanings = Float32Array.from(examples.flatMap(({ place, label }) => [place, label]));
  const references = corners.flatMap(({ points, descriptors }, at): [string, Float32Array | Uint8Array][] => [
    [`points${at}`, points],
    [`descriptors${at}`, descriptors],
  ]);
  return writeContainer(header, { consensus, descriptions, meanings, ...Object.fromEntries(references) });
}

function lengthOf({ blocks }: Pick<GoldenHeader, "blocks">): number {
  return blocks.reduce((sum, block) => sum + block, 0);
}

/** @throws PartproofError `damaged` */
export function readGoldenModel(file: Uint8Array): GoldenModel {
  const { json, tensors } = readContainer(file);
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) throw damagedModel(z.prettifyError(parsed.error), parsed.error);
  const { tensors: _, ...header } = parsed.data;
  const { width, height, places } = header.golden;
  const bytes = (name: string) => {
    const tensor = tensors.get(name);
    if (!(tensor instanceof Uint8Array)) throw damagedModel(`it has no bytes named ${name}`);
    return tensor;
  };
  const consensus = bytes("consensus");
  const descriptions = bytes("descriptions");
  const meanings = tensors.get("meanings") ?? new Float32Array(0);
  const count = meanings.length / 2;
  const length = lengthOf(header);
  if (consensus.length !== width * height || descriptions.length !== count * length) {
    throw damagedModel("its consensus or its examples are not of the size it says");
  }
  const known = (index: number, length: number) => Number.isInteger(index) && index >= 0 && index < length;
  if (places.some(({ labels }) => labels.some((label) => !known(label, header.labels.length)))) {
    throw damagedModel("a place has a label that it does not name");
  }
  const examples = Array.from({ length: count }, (_, at) => {
    const place = meanings[at * 2] ?? -1;
    const label = meanings[at * 2 + 1] ?? -1;
    if (!known(place, places.length) || !(label === -1 || known(label, header.labels.length))) {
      throw damagedModel("an example belongs to no place");
    }
    return { description: descriptions.subarray(at * length, (at + 1) * length), place, label };
  });
  const corners = header.golden.references.map((_, at) => {
    const points = tensors.get(`points${at}`);
    const descriptors = bytes(`descriptors${at}`);
    if (!(points instanceof Float32Array) || descriptors.length !== points.length * 16) {
      throw damagedModel(`its reference ${at} is not of the size it says`);
    }
    return { points, descriptors };
  });
  return { header, consensus, corners, examples };
}
