import { dirname } from "node:path";
import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import type { LabelledPhoto } from "../labelled-photo.ts";
import { boxInPhoto, labelFault, labelSchema, photoInside, readLabelText } from "./label-checks.ts";

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
  categories: z.array(z.object({ id: z.number().int(), name: labelSchema })).min(1),
});
type Coco = z.infer<typeof cocoSchema>;

/** A photo as a COCO file names it; `at`: where in the file. */
export type CocoPhoto = {
  fileName: string;
  width: number;
  height: number;
  boxes: LabelledPhoto["boxes"];
  at: string;
};

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
  const photos = parseCoco(await readLabelText(file, "a COCO file"), file);
  const folder = options.imagesDir ?? dirname(file);
  const labelled = photos.map(({ fileName, at, ...photo }) => ({
    file: photoInside(folder, fileName, { file, path: `${at}.file_name` }),
    ...photo,
  }));
  return labelled.slice(0, options.limit);
}

/**
 * The photos of a COCO detection file and their boxes; see {@link readCoco}.
 * @param file what the text is called, for messages
 * @throws PartproofError `invalid-input` naming file, entry and fault
 */
export function parseCoco(text: string, file: string): CocoPhoto[] {
  const coco = checkCoco(text, file);
  const names = new Map(coco.categories.map(({ id, name }) => [id, name]));
  const photos = new Map<number | string, CocoPhoto>();
  for (const [index, image] of coco.images.entries()) {
    const at = `images[${index}]`;
    if (photos.has(image.id)) {
      throw labelFault({ file, path: `${at}.id` }, "an id of its own", `${JSON.stringify(image.id)} again`);
    }
    const { file_name: fileName, width, height } = image;
    photos.set(image.id, { fileName, width, height, boxes: [], at });
  }
  for (const [index, annotation] of coco.annotations.entries()) {
    const at = (field: string) => ({ file, path: `annotations[${index}].${field}` });
    const photo = photos.get(annotation.image_id);
    if (!photo) throw labelFault(at("image_id"), "the id of an image", JSON.stringify(annotation.image_id));
    const label = names.get(annotation.category_id);
    if (label === undefined) {
      throw labelFault(at("category_id"), "the id of a category", `${annotation.category_id}`);
    }
    if (annotation.iscrowd === 1) continue;
    const [left, top, width, height] = annotation.bbox;
    const edges = { left, top, right: left + width, bottom: top + height };
    photo.boxes.push({ label, box: boxInPhoto(edges, photo, at("bbox"), annotation.bbox) });
  }
  return [...photos.values()];
}

function checkCoco(text: string, file: string): Coco {
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
