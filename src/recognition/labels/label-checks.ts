import { readFile } from "node:fs/promises";
import { isAbsolute, join, normalize, sep } from "node:path";
import { z } from "zod";
import type { Box } from "../../domain/detection.ts";
import { PartproofError } from "../../domain/errors.ts";

/** Where in a label file something stands, such as `line 3` or `images[2]`. */
export type LabelEntry = { file: string; path: string };
export type PixelSize = { width: number; height: number };
/** In pixels, or in any unit in which the photo is `width` × `height`. */
export type Edges = { left: number; top: number; right: number; bottom: number };

/** What a part is called in any format. */
export const labelSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u, "a label without control characters");

export function labelFault({ file, path }: LabelEntry, expected: string, received: string): PartproofError {
  return new PartproofError("invalid-input", `${file}: ${path}: expected ${expected}, got ${received}.`, {
    faults: [{ path, expected, received }],
  });
}

/** @throws PartproofError `not-found` */
export async function readLabelText(file: string, kind: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new PartproofError("not-found", `${file} cannot be read. Expected ${kind}.`, { cause });
  });
  return text.replace(/^\uFEFF/, "");
}

/** A photo may lie in a folder below, never outside: a file from elsewhere must not make us read any file. */
export function photoInside(folder: string, name: string, entry: LabelEntry): string {
  const path = normalize(name);
  if (isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`) || name.includes("\0")) {
    throw labelFault(entry, "a path inside the folder of the photos", JSON.stringify(name));
  }
  return join(folder, path);
}

/** A box in fractions of its photo, clipped to it. @throws PartproofError when nothing of it is inside */
export function boxInPhoto(edges: Edges, size: PixelSize, entry: LabelEntry, received: unknown): Box {
  const left = Math.max(0, edges.left / size.width);
  const top = Math.max(0, edges.top / size.height);
  const right = Math.min(1, edges.right / size.width);
  const bottom = Math.min(1, edges.bottom / size.height);
  if (!(right > left && bottom > top)) {
    const expected = `a box inside its ${size.width} × ${size.height} photo`;
    throw labelFault(entry, expected, JSON.stringify(received));
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** Parses with a schema; the first mistake is named by its place in the entry. */
export function parseEntry<T>(schema: z.ZodType<T>, value: unknown, entry: LabelEntry): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const within = (issue?.path ?? []).map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  const path = [entry.path, within.join("").replace(/^\./, "")].filter((part) => part !== "").join(": ");
  const message = `${entry.file}: ${path}: ${issue?.message ?? "not as expected"}.`;
  const faults = [{ path, expected: issue?.message ?? "another shape", received: "something else" }];
  throw new PartproofError("invalid-input", message, { cause: parsed.error, faults });
}
