import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, sep } from "node:path";
import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";

const cocoSchema = z.object({
  images: z
    .array(
      z.object({
        id: z.union([z.number(), z.string()]),
        file_name: z.string().min(1),
        width: z.number().int().positive(),
        height: z.number().int().positive(),
      }),
    )
    .min(1),
  annotations: z.array(
    z.object({
      image_id: z.union([z.number(), z.string()]),
      category_id: z.number().int(),
      /** x, y, width, height in pixels. */
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      iscrowd: z.union([z.literal(0), z.literal(1)]).optional(),
    }),
  ),
  categories: z.array(z.object({ id: z.number().int(), name: z.string().min(1).max(200) })).min(1),
});
type Coco = z.infer<typeof cocoSchema>;

/**
 * Reads a COCO detection file (cocodataset.org, "Object Detection" format). Boxes are clipped to their photo;
 * crowd annotations are left out. Photos without a box are kept: they teach what the background looks like.
 * @param options.imagesDir folder of the photos; default: the folder of the file
 * @param options.limit only the first so many photos of the file
 * @throws PartproofError `not-found` for the file, `invalid-input` naming file, entry and fault
 */
export async function readCoco(
  file: string,
  options: { imagesDir?: string; limit?: number } = {},
): Promise<LabelledPhoto[]> {
  const coco = await parseCoco(file);
  const folder = options.imagesDir ?? dirname(file);
  const names = new Map(coco.categories.map(({ id, name }) => [id, name]));
  const photos = new Map<number | string, LabelledPhoto>();
  for (const [index, image] of coco.images.entries()) {
    const entry = `images[${index}]`;
    if (photos.has(image.id)) {
      throw fault(file, `${entry}.id`, "an id of its own", `${JSON.stringify(image.id)} again`);
    }
    const photo = join(folder, safeName(file, entry, image.file_name));
    photos.set(image.id, { file: photo, width: image.width, height: image.height, boxes: [] });
  }
  for (const [index, annotation] of coco.annotations.entries()) {
    const entry = `annotations[${index}]`;
    const photo = photos.get(annotation.image_id);
    if (!photo) {
      throw fault(file, `${entry}.image_id`, "the id of an image", JSON.stringify(annotation.image_id));
    }
    const label = names.get(annotation.category_id);
    if (label === undefined) {
      throw fault(file, `${entry}.category_id`, "the id of a category", `${annotation.category_id}`);
    }
    if (annotation.iscrowd === 1) continue;
    const [x, y, width, height] = annotation.bbox;
    const left = Math.max(0, x / photo.width);
    const top = Math.max(0, y / photo.height);
    const right = Math.min(1, (x + width) / photo.width);
    const bottom = Math.min(1, (y + height) / photo.height);
    if (!(right > left && bottom > top)) {
      const size = `${photo.width} × ${photo.height}`;
      throw fault(file, `${entry}.bbox`, `a box inside its ${size} photo`, JSON.stringify(annotation.bbox));
    }
    photo.boxes.push({ label, box: { left, top, width: right - left, height: bottom - top } });
  }
  return [...photos.values()].slice(0, options.limit);
}

async function parseCoco(file: string): Promise<Coco> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new PartproofError("not-found", `${file} cannot be read. Expected a COCO file.`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "";
    throw new PartproofError("invalid-input", `${file} is not JSON: ${why}`, { cause });
  }
  const parsed = cocoSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    path: z.core.toDotPath(issue.path),
    expected: issue.message,
    received: "something else",
  }));
  const message = `${file} is not a COCO detection file. ${z.prettifyError(parsed.error)}`;
  throw new PartproofError("invalid-input", message, { cause: parsed.error, faults });
}

/** A photo may lie in a folder below, never outside: a file from elsewhere must not make us read any file. */
function safeName(file: string, entry: string, name: string): string {
  const path = normalize(name);
  if (isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`) || name.includes("\0")) {
    throw fault(file, `${entry}.file_name`, "a path inside the folder of the photos", JSON.stringify(name));
  }
  return path;
}

function fault(file: string, path: string, expected: string, received: string): PartproofError {
  return new PartproofError("invalid-input", `${file}: ${path}: expected ${expected}, got ${received}.`, {
    faults: [{ path, expected, received }],
  });
}
