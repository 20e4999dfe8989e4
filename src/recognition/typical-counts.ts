import type { LabelledPhoto } from "./labelled-photo.ts";

export type TypicalCount = {
  label: string;
  /** How many of the part a photo shows that lacks none, at least 1. */
  full: number;
  /** Photos that show so many. */
  shownBy: number;
  /** How many the photo shows that a complete widget is taken to look like; 0 for what stands for an absence. */
  complete: number;
};

/** A count that fewer than this share reach, of the photos that show the part, is a slip of whoever marked them. */
const SLIP = 0.05;

/**
 * What a complete widget has, by the photos: many may lack something on purpose, so the most that is shown counts, not
 * the usual. A complete widget looks like the photos with the most parts at their full count; of those like the
 * most frequent, so that a label for empty places (`hole`), full only where others lack, is not taken for a part.
 */
export function typicalCounts(
  photos: readonly Pick<LabelledPhoto, "boxes">[],
  labels: readonly string[],
): TypicalCount[] {
  const rows = photos.map(({ boxes }) =>
    labels.map((label) => boxes.filter((box) => box.label === label).length),
  );
  const full = labels.map((_, at) => fullCount(rows.map((row) => row[at] ?? 0)));
  const kinds = new Map<string, { row: number[]; times: number; rank: number }>();
  for (const row of rows) {
    const key = row.join(",");
    const rank = row.filter((count, at) => count === full[at]).length;
    const kind = kinds.get(key) ?? { row, times: 0, rank };
    kinds.set(key, { ...kind, times: kind.times + 1 });
  }
  const [complete] = [...kinds.values()].sort((a, b) => b.rank - a.rank || b.times - a.times);
  return labels.map((label, at) => ({
    label,
    full: full[at] ?? 1,
    shownBy: rows.filter((row) => row[at] === full[at]).length,
    complete: complete?.row[at] ?? 0,
  }));
}

function fullCount(counts: readonly number[]): number {
  const shown = counts.filter((count) => count > 0).sort((a, b) => b - a);
  return shown[Math.ceil(shown.length * SLIP) - 1] ?? 1;
}
