import { createHash } from "node:crypto";
import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { labelSchema } from "../labels/label-checks.ts";
import { DETECTOR_LAYOUTS } from "./detector-layout.ts";

/**
 * An imported detector in the file of a model (see model-file.ts): "PPMODEL1" (8 bytes), the SHA-256 of all that
 * follows (32 bytes), the length of the header (32 bit, little endian), the header (JSON, UTF-8), then the ONNX
 * file as it came. The same detector gives the same bytes.
 */
const MAGIC = "PPMODEL1";
const PREFIX = MAGIC.length + 32 + 4;
const side = z.int().min(32).max(4096);

const headerSchema = z.strictObject({
  format: z.literal(1),
  mode: z.literal("imported"),
  layout: z.enum(DETECTOR_LAYOUTS),
  labels: z.array(labelSchema).min(1).max(2000),
  /** Names of the detector's input and of the outputs with boxes and scores. */
  names: z.strictObject({ input: z.string(), boxes: z.string(), scores: z.string() }),
  /** Scores still have to go through the logistic function. */
  logits: z.boolean(),
  input: z.strictObject({ width: side, height: side }),
  longSide: side,
  tensors: z.tuple([
    z.strictObject({ name: z.literal("onnx"), length: z.int().min(1), bytes: z.literal(true) }),
  ]),
});
export type ImportedHeader = Omit<z.infer<typeof headerSchema>, "tensors" | "longSide" | "format" | "mode">;
export type ImportedModel = { header: ImportedHeader; onnx: Uint8Array };

export function writeImportedModel({ header, onnx }: ImportedModel): Uint8Array {
  const longSide = Math.max(header.input.width, header.input.height);
  const tensors = [{ name: "onnx", length: onnx.length, bytes: true }];
  const full = { format: 1, mode: "imported", ...header, longSide, tensors };
  const text = Buffer.from(JSON.stringify(full));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const content = Buffer.concat([size, text, onnx]);
  return Buffer.concat([Buffer.from(MAGIC), sha256(content), content]);
}

/** Whether the bytes are a model that was imported; they need not be whole. */
export function isImportedModel(file: Uint8Array): boolean {
  const json = headerOf(file);
  return z.object({ mode: z.literal("imported") }).safeParse(json).success;
}

/** @throws PartproofError `damaged` when the bytes were altered or cut, or are not an imported model */
export function readImportedModel(file: Uint8Array): ImportedModel {
  if (!sha256(file.subarray(PREFIX - 4)).equals(file.subarray(MAGIC.length, PREFIX - 4))) {
    throw damaged("its bytes do not match its SHA-256; restore it from a backup or import it again");
  }
  const parsed = headerSchema.safeParse(headerOf(file));
  if (!parsed.success) {
    throw damaged(`${z.prettifyError(parsed.error)}; update Partproof or import it again`, parsed.error);
  }
  const { format: _format, mode: _mode, longSide: _longSide, tensors, ...header } = parsed.data;
  const onnx = file.subarray(file.length - tensors[0].length);
  return { header, onnx };
}

function headerOf(file: Uint8Array): unknown {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < PREFIX || bytes.toString("latin1", 0, MAGIC.length) !== MAGIC) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8", PREFIX, PREFIX + bytes.readUInt32LE(PREFIX - 4)));
  } catch {
    return undefined;
  }
}

function sha256(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}

function damaged(why: string, cause?: unknown): PartproofError {
  return new PartproofError("damaged", `The model cannot be used: ${why}.`, { cause });
}
