import { z } from "zod";
import {
  damagedModel,
  MODEL_FORMAT,
  readContainer,
  tensorsSchema,
  writeContainer,
} from "../model-container.ts";
import type { NormalScores } from "./judge-anomaly.ts";
import type { NormalLook } from "./normal-look.ts";

const size = z.int().min(1).max(512);
const headerSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  /** How the model looks: `normal` says where a photo differs from normal ones. */
  mode: z.literal("normal"),
  backbone: z.strictObject({ name: z.string(), sha256: z.string().length(64) }),
  longSide: z.int().min(64).max(2048),
  /** The grid of cells, and how many photos are kept to compare with. */
  grid: z.strictObject({ rows: size, columns: size, channels: z.int().min(1).max(4096) }),
  photos: z.int().min(2).max(200),
  scores: z.strictObject({ mean: z.number(), deviation: z.number().positive() }),
  /** SHA-256 of each photo taught from, sorted. */
  trainingSet: z.array(z.string().length(64)),
  tensors: tensorsSchema,
});
type Header = z.infer<typeof headerSchema>;

export type NormalModel = {
  header: Pick<Header, "backbone" | "longSide" | "trainingSet">;
  look: NormalLook;
  scores: NormalScores;
};

export function writeNormalModel({ header, look, scores }: NormalModel): Uint8Array {
  const { rows, columns, channels, photos, mean, inverseDeviation } = look;
  const exemplars = new Uint8Array(look.exemplars.buffer, look.exemplars.byteOffset, look.exemplars.length);
  const grid = { rows, columns, channels };
  return writeContainer(
    { format: MODEL_FORMAT, mode: "normal", ...header, grid, photos, scores },
    { mean, inverseDeviation, exemplars },
  );
}

/** @throws PartproofError `damaged` */
export function readNormalModel(file: Uint8Array): NormalModel {
  const { json, tensors } = readContainer(file);
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) throw damagedModel(z.prettifyError(parsed.error), parsed.error);
  const { backbone, longSide, trainingSet, grid, photos, scores } = parsed.data;
  const [mean, inverseDeviation, bytes] = ["mean", "inverseDeviation", "exemplars"].map((name) =>
    tensors.get(name),
  );
  const length = grid.rows * grid.columns * grid.channels * photos;
  if (
    !(mean instanceof Float32Array && inverseDeviation instanceof Float32Array && bytes instanceof Uint8Array)
  ) {
    throw damagedModel("it lacks a part of what normal photos look like");
  }
  if (mean.length !== grid.channels || inverseDeviation.length !== grid.channels || bytes.length !== length) {
    throw damagedModel("its parts do not fit each other");
  }
  const exemplars = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    header: { backbone, longSide, trainingSet },
    look: { ...grid, photos, mean, inverseDeviation, exemplars },
    scores,
  };
}
