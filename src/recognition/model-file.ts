import { z } from "zod";
import { turnsSchema } from "./augmentation.ts";
import { CELL_CHANNELS } from "./backbone.ts";
import { calibrationSchema } from "./calibration.ts";
import { type ChannelScale, type HeadWeights, HIDDEN, OUTPUTS_PER_PART } from "./find-head.ts";
import { lessonCardShape } from "./lesson-card.ts";
import {
  damagedModel,
  MODEL_FORMAT,
  readContainer,
  tensorsSchema,
  writeContainer,
} from "./model-container.ts";

const headerSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  /** How the model looks: `find` sees parts anywhere, in any number. */
  mode: z.literal("find"),
  backbone: z.strictObject({ name: z.string(), sha256: z.string().length(64) }),
  labels: z.array(z.string().min(1).max(200)).min(1).max(200),
  /** Photos are scaled so that their long side has this many pixels. */
  longSide: z.int().min(64).max(2048),
  /** √(width · height) of each part in pixels of such a photo, the unit of the head's boxes. */
  typicalSizes: z.array(z.number().positive()),
  calibration: calibrationSchema,
  /** SHA-256 of each photo taught from, sorted. */
  trainingSet: z.array(z.string().length(64)),
  card: z.strictObject({
    photos: z.int(),
    parts: z.array(z.strictObject({ label: z.string(), examples: z.int() })),
    seed: z.int(),
    /** How parts may lie: at any angle, upright or upside down, or only as in the photos. */
    turns: turnsSchema,
    /**
     * How heads taught without a photo did on it, all photos in turn: what to expect of new photos, rather too
     * low than too high. Absent for a single photo. mAP as COCO defines it; the rest at confidence 0.5.
     */
    expected: z
      .strictObject({
        mAP50: z.number(),
        mAP50_95: z.number(),
        countExact: z.number(),
        parts: z.array(
          z.strictObject({ label: z.string(), count: z.int(), precision: z.number(), recall: z.number() }),
        ),
      })
      .optional(),
    ...lessonCardShape,
  }),
  tensors: tensorsSchema,
});
export type ModelHeader = Omit<z.infer<typeof headerSchema>, "tensors">;
/** The mean of the heads looks at photos. */
export type TaughtModel = { header: ModelHeader; heads: HeadWeights; scale: ChannelScale };

const MOST_HEADS = 8;

/** A model of mode `find`; the file is laid out as model-container.ts says. */
export function writeModelFile({ header, heads, scale }: TaughtModel): Uint8Array {
  return writeContainer(header, { ...heads, ...scale });
}

/**
 * @throws PartproofError `damaged` when the bytes are not a model, were altered or cut, or come from a newer
 *   version of Partproof
 */
export function readModelFile(file: Uint8Array): TaughtModel {
  const { json, tensors } = readContainer(file);
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) throw damagedModel(z.prettifyError(parsed.error), parsed.error);
  const { tensors: _, ...header } = parsed.data;
  const parts = header.labels.length;
  const [hidden, hidden2] = HIDDEN;
  const tensor = (name: string, length: number) => {
    const array = tensors.get(name);
    if (!(array instanceof Float32Array) || array.length !== length) {
      throw damagedModel(`${name} should hold ${length} numbers, it holds ${array?.length ?? 0}`);
    }
    return array;
  };
  if (header.typicalSizes.length !== parts) throw damagedModel("it has not one typical size for each label");
  const count = (tensors.get("b1")?.length ?? 0) / hidden;
  if (!Number.isInteger(count) || count < 1 || count > MOST_HEADS)
    throw damagedModel(`it should hold 1 to ${MOST_HEADS} heads, it holds ${count}`);
  const outputs = parts * OUTPUTS_PER_PART;
  const heads = {
    w1: tensor("w1", count * CELL_CHANNELS * hidden),
    b1: tensor("b1", count * hidden),
    w2: tensor("w2", count * hidden * hidden2),
    b2: tensor("b2", count * hidden2),
    w3: tensor("w3", count * hidden2 * outputs),
    b3: tensor("b3", count * outputs),
  };
  return {
    header,
    heads,
    scale: {
      mean: tensor("mean", CELL_CHANNELS),
      inverseDeviation: tensor("inverseDeviation", CELL_CHANNELS),
    },
  };
}
