import { type Document, isMap, isSeq, parseDocument } from "yaml";
import type { Box } from "../../components/box-editor/labelled-box.ts";
import { parseCount } from "./part-count.ts";

/** A part as the form shows it; anything else of it stays in the text. */
export type DraftPart = {
  label: string;
  name: string;
  /** As people write it: `4`, `2-5`, `2+`. */
  count: string;
  minConfidence: number | undefined;
  box: Box | undefined;
};

/** What of a recipe has a field in the form. */
export type Draft = {
  id: string;
  version: number | undefined;
  title: string;
  kind: string;
  model: string;
  minConfidence: number | undefined;
  parts: DraftPart[];
};

/** Where in a recipe something stands: keys and positions, from the outside in. */
export type Path = readonly (string | number)[];

/**
 * Read what is being written: YAML that need not be a whole recipe yet.
 * @returns undefined while the text is no YAML, or no mapping: then only the text can be edited
 */
export function readDraft(text: string): Draft | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const parts = document.getIn(["parts"]);
  const count = isSeq(parts) ? parts.items.length : 0;
  return {
    id: textAt(document, ["id"]),
    version: numberAt(document, ["version"]),
    title: textAt(document, ["title"]),
    kind: textAt(document, ["recognizer", "kind"]),
    model: textAt(document, ["recognizer", "model"]),
    minConfidence: numberAt(document, ["minConfidence"]),
    parts: Array.from({ length: count }, (_, at) => partAt(document, at)),
  };
}

/** The text with one value changed, or taken out where it is undefined. Comments and all else stay as they were. */
export function withValue(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: 0 });
}

/** The text with one more part at the end of the list. */
export function withPart(text: string, part: Record<string, unknown>): string {
  const document = parseDocument(text);
  if (isSeq(document.getIn(["parts"]))) document.addIn(["parts"], document.createNode(part));
  else document.setIn(["parts"], document.createNode([part]));
  return document.toString({ lineWidth: 0 });
}

/**
 * The text with the place of one more widget's part drawn: the first part of this label that has none gets it, if it is
 * asked for once; else a part of its own is added.
 */
export function withPlace(text: string, label: string, box: Box): string {
  const parts = readDraft(text)?.parts ?? [];
  const free = parts.findIndex((part) => part.label === label && !part.box && parseCount(part.count) === 1);
  if (free >= 0) return withValue(text, ["parts", free, "place"], { box });
  const placed = parts.filter((part) => part.label === label && part.box).length;
  return withPart(text, { label, name: `${label} ${placed + 1}`, count: 1, place: { box } });
}

function partAt(document: Document, at: number): DraftPart {
  const path = ["parts", at];
  const count = document.getIn([...path, "count"]);
  const box = isMap(document.getIn([...path, "place", "box"]));
  const side = (name: string) => numberAt(document, [...path, "place", "box", name]) ?? 0;
  return {
    label: textAt(document, [...path, "label"]),
    name: textAt(document, [...path, "name"]),
    count: countText(isMap(count) ? count.toJSON() : count),
    minConfidence: numberAt(document, [...path, "minConfidence"]),
    box: box
      ? { left: side("left"), top: side("top"), width: side("width"), height: side("height") }
      : undefined,
  };
}

function countText(count: unknown): string {
  if (count === undefined) return "1";
  if (typeof count !== "object" || count === null) return String(count);
  const { min, max } = count as { min?: unknown; max?: unknown };
  return max === undefined ? `${min}+` : `${min}-${max}`;
}

function textAt(document: Document, path: Path): string {
  const value = document.getIn(path);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function numberAt(document: Document, path: Path): number | undefined {
  const value = document.getIn(path);
  return typeof value === "number" ? value : undefined;
}
