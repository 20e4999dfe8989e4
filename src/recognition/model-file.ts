import { createHash } from "node:crypto";
import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";
import { CELL_CHANNELS } from "./backbone.ts";
import { calibrationSchema } from "./calibration.ts";
import { type ChannelScale, type HeadWeights, HIDDEN } from "./find-head.ts";

/**
 * A taught model is one file: "PPMODEL1" (8 bytes), the SHA-256 of all that follows (32 bytes), the length of
 * the header (32 bit, little endian), the header (JSON, UTF-8), then 32-bit little-endian floats in the order
 * of `tensors`. The same model gives the same bytes.
 */
const MAGIC = "PPMODEL1";
const PREFIX = MAGIC.length + 32 + 4;
/** Raised when older programs could misread a file. */
export const MODEL_FORMAT = 2;

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
    anyAngle: z.boolean(),
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
  }),
  tensors: z.array(z.strictObject({ name: z.string(), length: z.int().min(0) })),
});
export type ModelHeader = Omit<z.infer<typeof headerSchema>, "tensors">;
/** The mean of the heads looks at photos. */
export type TaughtModel = { header: ModelHeader; heads: HeadWeights[]; scale: ChannelScale };

const WEIGHTS = ["w1", "b1", "w2", "b2", "w3", "b3"] as const;
const MOST_HEADS = 8;

export function writeModelFile({ header, heads, scale }: TaughtModel): Uint8Array {
  const arrays = [
    ...heads.flatMap((head, index) =>
      WEIGHTS.map((name) => ({ name: `${name}.${index}`, array: head[name] })),
    ),
    { name: "mean", array: scale.mean },
    { name: "inverseDeviation", array: scale.inverseDeviation },
  ];
  const tensors = arrays.map(({ name, array }) => ({ name, length: array.length }));
  const text = new TextEncoder().encode(JSON.stringify({ ...header, tensors }));
  const floats = tensors.reduce((sum, { length }) => sum + length, 0);
  const file = new Uint8Array(PREFIX + text.length + floats * 4);
  const view = new DataView(file.buffer);
  view.setUint32(PREFIX - 4, text.length, true);
  file.set(text, PREFIX);
  let at = PREFIX + text.length;
  for (const { array } of arrays)
    for (const value of array) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  file.set(new TextEncoder().encode(MAGIC), 0);
  file.set(
    createHash("sha256")
      .update(file.subarray(PREFIX - 4))
      .digest(),
    MAGIC.length,
  );
  return file;
}

/**
 * @throws PartproofError `damaged` when the bytes are not a model, were altered or cut, or come from a newer
 *   version of Partproof
 */
export function readModelFile(file: Uint8Array): TaughtModel {
  const magic = new TextDecoder().decode(file.subarray(0, MAGIC.length));
  if (!magic.startsWith("PPMODEL")) {
    throw damaged(`expected a file that begins with ${MAGIC}, got ${JSON.stringify(magic)}`);
  }
  if (magic !== MAGIC) throw damaged(`it is of format ${magic}, newer than ${MAGIC}; update Partproof`);
  const sha256 = createHash("sha256")
    .update(file.subarray(PREFIX - 4))
    .digest();
  if (file.length < PREFIX || !sha256.equals(file.subarray(MAGIC.length, PREFIX - 4))) {
    throw damaged("its bytes do not match its SHA-256; restore it from a backup or teach it again");
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerEnd = PREFIX + view.getUint32(PREFIX - 4, true);
  const { tensors, ...header } = readHeader(file.subarray(PREFIX, headerEnd));
  const arrays = new Map<string, Float32Array>();
  let at = headerEnd;
  for (const { name, length } of tensors) {
    if (at + length * 4 > file.length) throw damaged(`it ends inside ${name}`);
    const start = at;
    arrays.set(
      name,
      Float32Array.from({ length }, (_, index) => view.getFloat32(start + index * 4, true)),
    );
    at += length * 4;
  }
  const parts = header.labels.length;
  const [hidden, hidden2] = HIDDEN;
  const tensor = (name: string, length: number) => {
    const array = arrays.get(name);
    if (array?.length !== length) {
      throw damaged(`${name} should hold ${length} numbers, it holds ${array?.length ?? 0}`);
    }
    return array;
  };
  if (header.typicalSizes.length !== parts) throw damaged("it has not one typical size for each label");
  const count = tensors.filter(({ name }) => name.startsWith("w1.")).length;
  if (count < 1 || count > MOST_HEADS)
    throw damaged(`it should hold 1 to ${MOST_HEADS} heads, it holds ${count}`);
  const heads = Array.from({ length: count }, (_, index) => ({
    w1: tensor(`w1.${index}`, CELL_CHANNELS * hidden),
    b1: tensor(`b1.${index}`, hidden),
    w2: tensor(`w2.${index}`, hidden * hidden2),
    b2: tensor(`b2.${index}`, hidden2),
    w3: tensor(`w3.${index}`, hidden2 * parts * 5),
    b3: tensor(`b3.${index}`, parts * 5),
  }));
  return {
    header,
    heads,
    scale: {
      mean: tensor("mean", CELL_CHANNELS),
      inverseDeviation: tensor("inverseDeviation", CELL_CHANNELS),
    },
  };
}

function readHeader(bytes: Uint8Array): z.infer<typeof headerSchema> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw damaged("its header is not JSON", cause);
  }
  const format = z.object({ format: z.number() }).safeParse(json);
  if (format.success && format.data.format > MODEL_FORMAT) {
    throw damaged(`it is of format ${format.data.format}, newer than ${MODEL_FORMAT}; update Partproof`);
  }
  if (format.success && format.data.format < MODEL_FORMAT) {
    throw damaged(
      `it is of format ${format.data.format}, this version reads ${MODEL_FORMAT}; teach it again`,
    );
  }
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) throw damaged(z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}

function damaged(why: string, cause?: unknown): PartproofError {
  return new PartproofError("damaged", `The model cannot be used: ${why}.`, { cause });
}
