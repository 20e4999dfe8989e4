import { z } from "zod";
import { labelSchema } from "../labels/label-checks.ts";
import {
  damagedModel,
  MODEL_FORMAT,
  readContainer,
  tensorsSchema,
  writeContainer,
} from "../model-container.ts";
import { DETECTOR_LAYOUTS } from "./detector-layout.ts";

const side = z.int().min(32).max(4096);

const headerSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  mode: z.literal("imported"),
  layout: z.enum(DETECTOR_LAYOUTS),
  labels: z.array(labelSchema).min(1).max(2000),
  /** Names of the detector's input and of the outputs with boxes and scores. */
  names: z.strictObject({ input: z.string(), boxes: z.string(), scores: z.string() }),
  /** Scores still have to go through the logistic function. */
  logits: z.boolean(),
  input: z.strictObject({ width: side, height: side }),
  longSide: side,
  tensors: tensorsSchema,
});
export type ImportedHeader = Omit<z.infer<typeof headerSchema>, "tensors" | "longSide" | "format" | "mode">;
export type ImportedModel = { header: ImportedHeader; onnx: Uint8Array };

/** The detector's ONNX file as it came, with what it takes to read its output. */
export function writeImportedModel({ header, onnx }: ImportedModel): Uint8Array {
  const longSide = Math.max(header.input.width, header.input.height);
  return writeContainer({ format: MODEL_FORMAT, mode: "imported", ...header, longSide }, { onnx });
}

/** @throws PartproofError `damaged` when the bytes were altered or cut, or are not an imported model */
export function readImportedModel(file: Uint8Array): ImportedModel {
  const { json, tensors: stored } = readContainer(file);
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) throw damagedModel(z.prettifyError(parsed.error), parsed.error);
  const { format: _format, mode: _mode, longSide: _longSide, tensors: _tensors, ...header } = parsed.data;
  const onnx = stored.get("onnx");
  if (!(onnx instanceof Uint8Array)) throw damagedModel("it holds no ONNX file");
  return { header, onnx };
}
