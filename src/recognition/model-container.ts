import { createHash } from "node:crypto";
import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";

/**
 * A taught model is one file: "PPMODEL1" (8 bytes), the SHA-256 of all that follows (32 bytes), the length of
 * the header (32 bit, little endian), the header (JSON, UTF-8), then the tensors in the order of the header's
 * `tensors`: 32-bit little-endian floats, or bytes where it says so. The same model gives the same bytes.
 */
const MAGIC = "PPMODEL1";
const PREFIX = MAGIC.length + 32 + 4;
/** Raised when older programs could misread a file. */
export const MODEL_FORMAT = 3;

/** Part of every header. */
export const tensorsSchema = z.array(
  z.strictObject({ name: z.string(), length: z.int().min(0), bytes: z.literal(true).optional() }),
);
/** The ways to look: parts anywhere, a fixed layout, what differs from normal, or a detector from elsewhere. */
const MODES = ["find", "golden", "normal", "imported"] as const;
/** What is the same in the header of every model, whatever its way to look. */
const outlineSchema = z.object({
  mode: z.enum(MODES),
  longSide: z.int().min(32).max(4096),
  tensors: tensorsSchema,
});
/** How a model looks, and at which size: photos are scaled so that their long side has this many pixels. */
export type ModelOutline = { mode: (typeof MODES)[number]; longSide: number };
export type ModelTensor = Float32Array | Uint8Array;

export function writeContainer(header: object, tensors: Readonly<Record<string, ModelTensor>>): Uint8Array {
  const listed = Object.entries(tensors).map(([name, values]) => ({
    name,
    length: values.length,
    ...(values instanceof Uint8Array ? { bytes: true } : {}),
  }));
  const text = new TextEncoder().encode(JSON.stringify({ ...header, tensors: listed }));
  const size = Object.values(tensors).reduce((sum, values) => sum + values.byteLength, 0);
  const file = new Uint8Array(PREFIX + text.length + size);
  const view = new DataView(file.buffer);
  view.setUint32(PREFIX - 4, text.length, true);
  file.set(text, PREFIX);
  let at = PREFIX + text.length;
  for (const values of Object.values(tensors)) {
    if (values instanceof Uint8Array) file.set(values, at);
    else for (const [index, value] of values.entries()) view.setFloat32(at + index * 4, value, true);
    at += values.byteLength;
  }
  file.set(new TextEncoder().encode(MAGIC), 0);
  file.set(digest(file), MAGIC.length);
  return file;
}

/**
 * @returns the header, still to be checked by its schema, and the tensors by name
 * @throws PartproofError `damaged` when the bytes are not a model, were altered or cut, or come from a newer
 *   version of Partproof
 */
export function readContainer(file: Uint8Array) {
  const { json, outline, headerEnd } = readHeader(file);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tensors = new Map<string, ModelTensor>();
  let at = headerEnd;
  for (const { name, length, bytes } of outline.tensors) {
    const start = at;
    at += bytes ? length : length * 4;
    if (at > file.length) throw damagedModel(`it ends inside ${name}`);
    const floatAt = (_: unknown, index: number) => view.getFloat32(start + index * 4, true);
    tensors.set(name, bytes ? file.slice(start, at) : Float32Array.from({ length }, floatAt));
  }
  return { json, tensors };
}

/** Checks the bytes as a whole and says how the model looks. @throws PartproofError `damaged` */
export function readOutline(file: Uint8Array): ModelOutline {
  const { mode, longSide } = readHeader(file).outline;
  return { mode, longSide };
}

function readHeader(file: Uint8Array) {
  const magic = new TextDecoder().decode(file.subarray(0, MAGIC.length));
  if (!magic.startsWith("PPMODEL")) {
    throw damagedModel(`expected a file that begins with ${MAGIC}, got ${JSON.stringify(magic)}`);
  }
  if (magic !== MAGIC) throw damagedModel(`it is of format ${magic}, newer than ${MAGIC}; update Partproof`);
  if (file.length < PREFIX || !digest(file).equals(file.subarray(MAGIC.length, PREFIX - 4))) {
    throw damagedModel("its bytes do not match its SHA-256; restore it from a backup or teach it again");
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerEnd = PREFIX + view.getUint32(PREFIX - 4, true);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(file.subarray(PREFIX, headerEnd)));
  } catch (cause) {
    throw damagedModel("its header is not JSON", cause);
  }
  const format = z.object({ format: z.number() }).safeParse(json);
  if (format.success && format.data.format > MODEL_FORMAT) {
    throw damagedModel(`it is of format ${format.data.format}, newer than ${MODEL_FORMAT}; update Partproof`);
  }
  if (format.success && format.data.format < MODEL_FORMAT) {
    const message = `it is of format ${format.data.format}, this version reads ${MODEL_FORMAT}; teach it again`;
    throw damagedModel(message);
  }
  const outline = outlineSchema.safeParse(json);
  if (!outline.success) throw damagedModel(z.prettifyError(outline.error), outline.error);
  return { json, outline: outline.data, headerEnd };
}

function digest(file: Uint8Array): Buffer {
  return createHash("sha256")
    .update(file.subarray(PREFIX - 4))
    .digest();
}

export function damagedModel(why: string, cause?: unknown): PartproofError {
  return new PartproofError("damaged", `The model cannot be used: ${why}.`, { cause });
}
