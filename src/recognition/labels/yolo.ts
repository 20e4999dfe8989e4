import { readdir } from "node:fs/promises";
import { join, parse, sep } from "node:path";
import { PartproofError } from "../../domain/errors.ts";
import type { LabelledPhoto } from "../labelled-photo.ts";
import { boxInPhoto, type Edges, type LabelEntry, labelFault, readLabelText } from "./label-checks.ts";
import { uprightSize } from "./upright-size.ts";
import { readYoloNames } from "./yolo-names.ts";

const PHOTO = /\.(jpe?g|png|webp|tiff?)$/i;
const UNIT = { width: 1, height: 1 };

/**
 * Reads a YOLO folder: photos in `images/`, and for each a text file of the same name in `labels/`, with a line
 * `class center-x center-y width height` a box, in fractions of the photo. An outline (`class x y x y x y …`)
 * counts as the box around it. Photos without a label file are kept: they teach what the background looks like.
 * @param options.imagesDir folder of the photos; default: `images/`
 * @param options.limit only the first so many photos, by name
 * @throws PartproofError `not-found` for the folders, `invalid-input` naming file, line and fault
 */
export async function readYolo(
  folder: string,
  options: { imagesDir?: string; limit?: number } = {},
): Promise<LabelledPhoto[]> {
  const imagesDir = options.imagesDir ?? join(folder, "images");
  const labelsDir = join(folder, "labels");
  const photos = (await listFiles(imagesDir, "the photos")).filter((name) => PHOTO.test(name));
  const texts = (await listFiles(labelsDir, "the labels")).filter((name) => /\.txt$/i.test(name));
  const names = await readYoloNames(folder);
  const textOf = new Map(texts.map((name) => [stem(name), join(labelsDir, name)]));
  const strays = new Map(textOf);
  for (const photo of photos) strays.delete(stem(photo));
  const [stray] = [...strays].filter(([name]) => name !== "classes");
  if (stray) {
    const received = `none named ${stray[0]} in ${imagesDir}`;
    throw labelFault({ file: stray[1], path: "file name" }, "the name of a photo", received);
  }
  if (photos.length === 0) throw new PartproofError("invalid-input", `${imagesDir} holds no photos.`);
  return Promise.all(
    photos.slice(0, options.limit).map(async (name) => {
      const file = join(imagesDir, name);
      const labels = textOf.get(stem(name));
      const boxes = labels === undefined ? [] : await readBoxes(labels, names);
      return { file, ...(await uprightSize(file, labels ?? labelsDir)), boxes };
    }),
  );
}

async function readBoxes(file: string, names: readonly string[]): Promise<LabelledPhoto["boxes"]> {
  const lines = (await readLabelText(file, "YOLO labels")).split(/\r?\n/);
  return lines.flatMap((text, index) => {
    if (text.trim() === "") return [];
    const entry = { file, path: `line ${index + 1}` };
    const numbers = text.trim().split(/\s+/).map(Number);
    const expected = "class, center x, center y, width and height in fractions of the photo";
    if (numbers.some((value) => !Number.isFinite(value))) {
      throw labelFault(entry, expected, JSON.stringify(text.slice(0, 200)));
    }
    const [number = -1, ...values] = numbers;
    const label = names[number];
    if (label === undefined) {
      throw labelFault(entry, `a class from 0 to ${names.length - 1}`, `${number}`);
    }
    // One pixel's rounding over the edge is usual; boxes in pixels are a mistake.
    if (values.some((value) => value < -0.5 || value > 1.5)) {
      throw labelFault(entry, expected, JSON.stringify(text.slice(0, 200)));
    }
    return [{ label, box: boxInPhoto(edgesOf(values, entry, expected), UNIT, entry, values) }];
  });
}

function edgesOf(values: readonly number[], entry: LabelEntry, expected: string): Edges {
  const [x = 0, y = 0, width = 0, height = 0] = values;
  if (values.length === 4) {
    return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
  }
  if (values.length < 6 || values.length % 2 === 1) {
    throw labelFault(entry, expected, `${values.length + 1} numbers`);
  }
  const [xs, ys] = [0, 1].map((odd) => values.filter((_, at) => at % 2 === odd)) as [number[], number[]];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Paths below a folder, sorted, so that the same folder gives the same order everywhere. */
async function listFiles(folder: string, what: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new PartproofError("not-found", `${folder} cannot be read. Expected ${what} there.`, { cause });
  });
  return names.map((name) => name.split(sep).join("/")).sort();
}

function stem(name: string): string {
  const { dir, name: base } = parse(name);
  return dir === "" ? base : `${dir}/${base}`;
}
