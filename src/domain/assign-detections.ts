import { type Box, centerOf, contains, type Detection, grow, overlap } from "./detection.ts";
import type { Part, Recipe } from "./recipe.ts";

/** Detections split by how much they can be relied on, see {@link confidenceBand}. */
export type Seen = { sure: Detection[]; unsure: Detection[] };

/** What speaks for each part (in the recipe's order), and what of the same labels lies in nobody's place. */
export type Assignment = { parts: Seen[]; strays: Map<string, Seen> };

/** Two boxes of one label that overlap more than this are the same object seen twice. */
const SAME_OBJECT_OVERLAP = 0.7;

/**
 * Give each detection to at most one part of its label: to the nearest place whose box, grown by its tolerance,
 * holds the detection's center, or else to the part of that label that has no place. A detection without a box
 * may lie anywhere, so it is never sure evidence for a part with a place.
 */
export function assignDetections(recipe: Recipe, detections: readonly Detection[]): Assignment {
  const parts: Seen[] = recipe.parts.map(() => ({ sure: [], unsure: [] }));
  const strays = new Map<string, Seen>();
  for (const label of new Set(recipe.parts.map((part) => part.label))) {
    const left = new Set(distinct(detections.filter((d) => d.label === label)));
    for (const { detection, index } of nearestFirst(recipe, left)) {
      const seen = parts[index];
      const part = recipe.parts[index];
      if (!seen || !part || !left.has(detection) || seen.sure.length + seen.unsure.length >= maxCount(part))
        continue;
      left.delete(detection);
      add(seen, detection, detection.box ? confidenceBand(recipe, part, detection) : "unsure");
    }
    const anywhere = recipe.parts.findIndex((part) => part.label === label && !part.place);
    const part = recipe.parts[anywhere];
    const rest = parts[anywhere] ?? { sure: [], unsure: [] };
    for (const detection of left) add(rest, detection, confidenceBand(recipe, part, detection));
    if (!part) strays.set(label, rest);
  }
  return { parts, strays };
}

/** `sure` counts as seen, `unsure` may or may not be there, `ignored` is below anything worth a look. */
export function confidenceBand(
  recipe: Recipe,
  part: { minConfidence?: number | undefined } | undefined,
  detection: Detection,
): "sure" | "unsure" | "ignored" {
  const from = part?.minConfidence ?? recipe.minConfidence;
  // Capped, so that a recipe with minConfidence 0.95 can still be passed by a recognizer that is certain.
  if (detection.confidence >= Math.min(1, from + recipe.reviewBand.above)) return "sure";
  return detection.confidence > 0 && detection.confidence >= from - recipe.reviewBand.below
    ? "unsure"
    : "ignored";
}

export function minCount(part: Pick<Part, "count">): number {
  return typeof part.count === "number" ? part.count : part.count.min;
}

/** Infinity where the recipe sets no upper limit. */
export function maxCount(part: Part): number {
  return typeof part.count === "number" ? part.count : (part.count.max ?? Number.POSITIVE_INFINITY);
}

/** Sure before unsure, then by distance; the remaining keys only make the order independent of the input's. */
function nearestFirst(recipe: Recipe, detections: Iterable<Detection>) {
  const pairs = [...detections].flatMap((detection) =>
    recipe.parts.flatMap((part, index) => {
      if (part.label !== detection.label || !part.place) return [];
      const band = confidenceBand(recipe, part, detection);
      if (band === "ignored") return [];
      if (!detection.box) return [{ detection, index, rank: 2, distance: 0 }];
      if (!contains(grow(part.place.box, part.place.tolerance), centerOf(detection.box))) return [];
      const rank = band === "sure" ? 0 : 1;
      return [{ detection, index, rank, distance: distanceBetween(part.place.box, detection.box) }];
    }),
  );
  return pairs.sort(
    (a, b) =>
      a.rank - b.rank || a.distance - b.distance || byStrength(a.detection, b.detection) || a.index - b.index,
  );
}

/** Without the weaker of two detections of one object: counted twice, it would hide that another is missing. */
function distinct(detections: readonly Detection[]): Detection[] {
  const kept: Detection[] = [];
  for (const detection of [...detections].sort(byStrength)) {
    const { box } = detection;
    if (!box || !kept.some((k) => k.box && overlap(k.box, box) > SAME_OBJECT_OVERLAP)) kept.push(detection);
  }
  return kept;
}

function byStrength(a: Detection, b: Detection): number {
  return b.confidence - a.confidence || corner(a) - corner(b) || (a.box?.top ?? 0) - (b.box?.top ?? 0);
}

function corner(detection: Detection): number {
  return detection.box?.left ?? -1;
}

function distanceBetween(a: Box, b: Box): number {
  const from = centerOf(a);
  const to = centerOf(b);
  return Math.hypot(from.x - to.x, from.y - to.y);
}

function add(seen: Seen, detection: Detection, band: "sure" | "unsure" | "ignored"): void {
  if (band !== "ignored") seen[band].push(detection);
}
