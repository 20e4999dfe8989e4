import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Element } from "@xmldom/xmldom";
import { PartproofError } from "../../domain/errors.ts";
import type { LabelledPhoto } from "../labelled-photo.ts";
import {
  boxInPhoto,
  type LabelEntry,
  labelFault,
  labelSchema,
  photoInside,
  readLabelText,
} from "./label-checks.ts";
import { childrenOf, parseXml } from "./parse-xml.ts";

/** Where tools keep labels and photos apart; without such a folder they lie side by side. */
const LAYOUTS = [
  { labels: "Annotations", photos: "JPEGImages" },
  { labels: "annotations", photos: "images" },
];

/**
 * Reads a folder of Pascal VOC files, one XML a photo, boxes in pixels from 0 (edges as xmin, ymin, xmax, ymax).
 * Photos without an object are kept: they teach what the background looks like.
 * @param options.imagesDir folder of the photos; default: beside the XML, or `JPEGImages` beside `Annotations`
 * @param options.limit only the first so many files, by name
 * @throws PartproofError `not-found` for the folder, `invalid-input` naming file, line and fault
 */
export async function readVoc(
  folder: string,
  options: { imagesDir?: string; limit?: number } = {},
): Promise<LabelledPhoto[]> {
  const layout = LAYOUTS.find(({ labels }) => existsSync(join(folder, labels)));
  const labelsDir = layout ? join(folder, layout.labels) : folder;
  const imagesDir = options.imagesDir ?? (layout ? join(folder, layout.photos) : folder);
  const names = await readdir(labelsDir).catch((cause: unknown) => {
    throw new PartproofError("not-found", `${folder} cannot be read. Expected a folder of XML files.`, {
      cause,
    });
  });
  const files = names.filter((name) => /\.xml$/i.test(name)).sort();
  if (files.length === 0) throw new PartproofError("invalid-input", `${labelsDir} holds no XML files.`);
  const photos: LabelledPhoto[] = [];
  for (const name of files.slice(0, options.limit)) {
    photos.push(await readAnnotation(join(labelsDir, name), imagesDir));
  }
  return photos;
}

async function readAnnotation(file: string, imagesDir: string): Promise<LabelledPhoto> {
  const root = parseXml(await readLabelText(file, "a Pascal VOC file"), file);
  if (root.tagName !== "annotation") {
    throw labelFault(entryOf(file, root), "<annotation>", `<${root.tagName}>`);
  }
  const { text: name, entry } = textOf(file, root, "filename");
  const sizeElement = only(file, root, "size");
  const size = { width: sideOf(file, sizeElement, "width"), height: sideOf(file, sizeElement, "height") };
  const boxes = childrenOf(root, "object").map((object) => {
    const named = textOf(file, object, "name");
    if (!labelSchema.safeParse(named.text).success) {
      throw labelFault(named.entry, "a label of 1 to 200 characters", JSON.stringify(named.text));
    }
    const bounds = only(file, object, "bndbox");
    const edge = (side: string) => numberOf(file, bounds, side);
    const edges = { left: edge("xmin"), top: edge("ymin"), right: edge("xmax"), bottom: edge("ymax") };
    return { label: named.text, box: boxInPhoto(edges, size, entryOf(file, bounds), edges) };
  });
  return { file: photoInside(imagesDir, name, entry), ...size, boxes };
}

function entryOf(file: string, element: Element): LabelEntry {
  return { file, path: `line ${element.lineNumber ?? 1}` };
}

function only(file: string, parent: Element, tag: string): Element {
  const found = childrenOf(parent, tag);
  const [first] = found;
  if (first && found.length === 1) return first;
  throw labelFault(entryOf(file, parent), `one <${tag}> in <${parent.tagName}>`, `${found.length}`);
}

function textOf(file: string, parent: Element, tag: string): { text: string; entry: LabelEntry } {
  const element = only(file, parent, tag);
  const text = (element.textContent ?? "").trim();
  const entry = entryOf(file, element);
  if (text === "") throw labelFault(entry, `text in <${tag}>`, "nothing");
  return { text, entry };
}

function numberOf(file: string, parent: Element, tag: string): number {
  const { text, entry } = textOf(file, parent, tag);
  const value = Number(text);
  if (!Number.isFinite(value)) throw labelFault(entry, `a number in <${tag}>`, JSON.stringify(text));
  return value;
}

function sideOf(file: string, size: Element, tag: string): number {
  const value = numberOf(file, size, tag);
  if (Number.isInteger(value) && value > 0) return value;
  throw labelFault(entryOf(file, size), `a ${tag} in whole pixels, above 0`, `${value}`);
}
