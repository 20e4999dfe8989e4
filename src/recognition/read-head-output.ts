import type { Box } from "../domain/detection.ts";
import { CELL_STRIDE } from "./backbone.ts";
import type { HeadOutput } from "./find-head.ts";
import { type Candidate, suppressOverlaps, weighRivals } from "./suppress-overlaps.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/** Below this a cell is not worth a box. */
const FLOOR = 0.03;
const MAX_DETECTIONS = 100;
const SAME_PART_OVERLAP = 0.45;

/** Center of cell `index` of the stride-8 grid in pixels; the backbone pads at the bottom right only. */
export function cellCenter(index: number): number {
  return index * CELL_STRIDE + CELL_STRIDE - 0.5;
}

/**
 * Cells → parts: each cell above the floor proposes a box, and overlapping proposals become one.
 * @param typicalSizes √(width · height) of each part in working pixels, the unit of the head's box numbers
 * @returns at most 100, best first, boxes inside the photo; scores are not calibrated
 */
export function readHeadOutput(
  output: HeadOutput,
  photo: WorkingPhoto,
  typicalSizes: readonly number[],
): Candidate[] {
  const { logits, rows, columns } = output;
  const cells = rows * columns;
  const candidates: Candidate[] = [];
  for (const [label, size] of typicalSizes.entries()) {
    for (let cell = 0; cell < cells; cell++) {
      const score = 1 / (1 + Math.exp(-(logits[label * cells + cell] ?? 0)));
      if (score < FLOOR) continue;
      const box = boxAt(output, photo, label, cell, size);
      if (box) candidates.push({ label, score, box });
    }
  }
  const parts = suppressOverlaps(candidates, SAME_PART_OVERLAP, true);
  return weighRivals(parts).slice(0, MAX_DETECTIONS);
}

function boxAt(
  output: HeadOutput,
  photo: WorkingPhoto,
  label: number,
  cell: number,
  size: number,
): Box | undefined {
  const cells = output.rows * output.columns;
  const at = (number: number) => output.boxes[(label * 4 + number) * cells + cell] ?? 0;
  const x = cellCenter(cell % output.columns) + at(0) * size;
  const y = cellCenter(Math.floor(cell / output.columns)) + at(1) * size;
  const width = size * Math.exp(clamp(at(2), -3, 3));
  const height = size * Math.exp(clamp(at(3), -3, 3));
  const left = clamp((x - width / 2) / photo.contentWidth, 0, 1);
  const top = clamp((y - height / 2) / photo.contentHeight, 0, 1);
  const right = clamp((x + width / 2) / photo.contentWidth, 0, 1);
  const bottom = clamp((y + height / 2) / photo.contentHeight, 0, 1);
  if (right <= left || bottom <= top) return undefined;
  return { left, top, width: right - left, height: bottom - top };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
