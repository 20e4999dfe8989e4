import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { LabelledPhoto } from "../labelled-photo.ts";
import {
  boxInPhoto,
  type LabelEntry,
  labelFault,
  labelSchema,
  parseEntry,
  photoInside,
  readLabelText,
} from "./label-checks.ts";

const DETECTION = "groundtruth/object-detection";

const lineSchema = z.looseObject({ "source-ref": z.string().min(1) });
const metadataSchema = z.object({ type: z.string(), "class-map": z.record(z.string(), labelSchema) });
const boxesSchema = z.object({
  image_size: z
    .array(z.object({ width: z.number().int().positive(), height: z.number().int().positive() }))
    .length(1),
  annotations: z.array(
    z.object({
      class_id: z.union([z.number().int(), z.string()]),
      /** In pixels. */
      left: z.number(),
      top: z.number(),
      width: z.number(),
      height: z.number(),
    }),
  ),
});

/**
 * Reads a manifest of SageMaker Ground Truth or Rekognition Custom Labels: a JSON object a line with
 * `source-ref`, one attribute with bounding boxes, and its `…-metadata`. A photo that `source-ref` names in S3
 * (`s3://bucket/a/b.jpg`) is looked for in the folder of photos, as `a/b.jpg`, then as `b.jpg`.
 * @param options.imagesDir folder of the photos; default: the folder of the file
 * @param options.limit only the first so many photos of the file
 * @throws PartproofError `not-found` for the file, `invalid-input` naming file, line and fault
 */
export async function readManifest(
  file: string,
  options: { imagesDir?: string; limit?: number } = {},
): Promise<LabelledPhoto[]> {
  const folder = options.imagesDir ?? dirname(file);
  const lines = (await readLabelText(file, "a manifest of labelled photos")).split(/\r?\n/);
  const photos = new Map<string, LabelledPhoto>();
  for (const [index, text] of lines.entries()) {
    if (text.trim() === "") continue;
    const entry = { file, path: `line ${index + 1}` };
    const photo = readLine(text, folder, entry);
    if (photos.has(photo.file)) throw labelFault(entry, "a photo of its own", `${photo.file} again`);
    photos.set(photo.file, photo);
  }
  if (photos.size === 0) throw labelFault({ file, path: "line 1" }, "a labelled photo", "an empty file");
  return [...photos.values()].slice(0, options.limit);
}

function readLine(text: string, folder: string, entry: LabelEntry): LabelledPhoto {
  const at = (path: string) => ({ ...entry, path: `${entry.path}: ${path}` });
  const line = parseEntry(lineSchema, parseJson(text, entry), entry);
  const name = attributeWithBoxes(line, entry);
  const metadata = parseEntry(metadataSchema, line[`${name}-metadata`], at(`${name}-metadata`));
  const { image_size, annotations } = parseEntry(boxesSchema, line[name], at(name));
  const size = image_size[0] ?? { width: 0, height: 0 };
  const boxes = annotations.map(({ class_id, left, top, width, height }, index) => {
    const label = new Map(Object.entries(metadata["class-map"])).get(`${class_id}`);
    if (label === undefined) {
      const place = at(`${name}.annotations[${index}].class_id`);
      throw labelFault(place, "a key of the class-map", JSON.stringify(class_id));
    }
    const edges = { left, top, right: left + width, bottom: top + height };
    const place = at(`${name}.annotations[${index}]`);
    return { label, box: boxInPhoto(edges, size, place, { left, top, width, height }) };
  });
  return {
    file: findPhoto(line["source-ref"], folder, at("source-ref")),
    width: size.width,
    height: size.height,
    boxes,
  };
}

function parseJson(text: string, entry: LabelEntry): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw labelFault(entry, "a JSON object", cause instanceof Error ? cause.message : "something else");
  }
}

/** Labeling jobs are free in what they call the attribute; its metadata says what it holds. */
function attributeWithBoxes(line: Record<string, unknown>, entry: LabelEntry): string {
  const names = Object.entries(line)
    .filter(([key, value]) => {
      const type = z.object({ type: z.literal(DETECTION) }).safeParse(value);
      return key.endsWith("-metadata") && type.success;
    })
    .map(([key]) => key.slice(0, -"-metadata".length));
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  const received = names.length === 0 ? `only ${Object.keys(line).join(", ")}` : names.join(" and ");
  throw labelFault(entry, `one attribute with metadata of type ${DETECTION}`, received);
}

function findPhoto(source: string, folder: string, entry: LabelEntry): string {
  const key = /^s3:\/\/[^/]+\/(.+)$/s.exec(source)?.[1];
  if (key === undefined) return photoInside(folder, source, entry);
  const whole = photoInside(folder, key, entry);
  return existsSync(whole) ? whole : join(folder, key.slice(key.lastIndexOf("/") + 1));
}
