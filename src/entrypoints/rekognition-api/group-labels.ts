import type { Detection } from "../../domain/detection.ts";
import { type LabelEntry, labelEntry } from "./label-taxonomy.ts";
import { boundingBox, percent } from "./wire-shapes.ts";

/** A label as the wire has it. */
export type WireLabel = {
  Name: string;
  Confidence: number;
  Instances: { BoundingBox: ReturnType<typeof boundingBox>; Confidence: number }[];
  Parents: { Name: string }[];
  Aliases: { Name: string }[];
  Categories: { Name: string }[];
};

/**
 * Detections as labels, surest first: one a kind, with a box for each instance. What it is a kind of becomes a label
 * of its own, without boxes and as sure as the surest below it, unless the detector saw that kind itself.
 * @param leastPercent less sure detections are left out
 */
export function groupLabels(detections: readonly Detection[], leastPercent: number): WireLabel[] {
  const labels = new Map<string, WireLabel>();
  const parents = new Map<string, WireLabel>();
  for (const { label, confidence, box } of detections) {
    const Confidence = percent(confidence);
    if (Confidence < leastPercent) continue;
    const entry = labelEntry(label);
    const known = labels.get(entry.name) ?? emptyLabel(entry);
    labels.set(entry.name, known);
    known.Confidence = Math.max(known.Confidence, Confidence);
    if (box) known.Instances.push({ BoundingBox: boundingBox(box), Confidence });
    for (const name of entry.parents) {
      const parent =
        parents.get(name) ?? emptyLabel({ name, category: entry.category, parents: [], aliases: [] });
      parents.set(name, parent);
      parent.Confidence = Math.max(parent.Confidence, Confidence);
    }
  }
  return [...new Map([...parents, ...labels]).values()].sort((a, b) => b.Confidence - a.Confidence);
}

function emptyLabel({ name, category, parents, aliases }: LabelEntry): WireLabel {
  return {
    Name: name,
    Confidence: 0,
    Instances: [],
    Parents: parents.map((Name) => ({ Name })),
    Aliases: aliases.map((Name) => ({ Name })),
    Categories: [{ Name: category }],
  };
}
