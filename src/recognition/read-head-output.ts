import type { Box } from "../domain/detection.ts";
import { CELL_STRIDE } from "./backbone.ts";
import type { HeadOutput } from "./find-head.ts";
import { type Candidate, suppressOverlaps, weighRivals } from "./suppress-overlaps.ts";
import { type Voter, voteBox } from "./vote-box.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/** Below this a cell is not worth a box of its own … */
const FLOOR = 0.03;
/** … and below this it has no say about one either. */
const VOTE_FLOOR = 0.01;
const MAX_CANDIDATES = 1000;
const MAX_DETECTIONS = 100;
const SAME_PART_OVERLAP = 0.45;
/** Spreads are learned in here (scripts/write-graphs.ts). */
const SPREAD = { least: -4, most: 3 } as const;

/** Center of cell `index` of the stride-8 grid in pixels; the backbone pads at the bottom right only. */
export function cellCenter(index: number): number {
  return index * CELL_STRIDE + CELL_STRIDE - 0.5;
}

/**
 * Cells → parts: each cell above the floor proposes a box, overlapping proposals become one, and all cells at its
 * place vote on where its sides are.
 * @param typicalSizes √(width · height) of each part in working pixels, the unit of the head's sides
 * @returns at most 100, best first, boxes inside the photo; scores are not calibrated
 */
export function readHeadOutput(
  output: HeadOutput,
  photo: WorkingPhoto,
  typicalSizes: readonly number[],
): Candidate[] {
  const proposals = typicalSizes.flatMap((size, label) => proposalsOf(output, photo, label, size));
  const candidates = proposals.filter(({ score }) => score >= FLOOR).sort((a, b) => b.score - a.score);
  const kept = suppressOverlaps(candidates.slice(0, MAX_CANDIDATES), SAME_PART_OVERLAP);
  const parts = kept.slice(0, MAX_DETECTIONS).flatMap(({ label, score, box }) => {
    const voted = insideOf(voteBox(box, proposals));
    return voted ? [{ label, score, box: voted }] : [];
  });
  return weighRivals(parts);
}

type Proposal = Candidate & Voter;

/** Boxes may reach beyond the photo here: where a part is cut off, its seen sides still fit together. */
function proposalsOf(output: HeadOutput, photo: WorkingPhoto, label: number, size: number): Proposal[] {
  const { logits, sides, spreads, rows, columns } = output;
  const cells = rows * columns;
  const proposals: Proposal[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const score = 1 / (1 + Math.exp(-(logits[label * cells + cell] ?? 0)));
    if (score < VOTE_FLOOR) continue;
    const x = cellCenter(cell % columns);
    const y = cellCenter(Math.floor(cell / columns));
    const at = (values: Float32Array, side: number) => values[(label * 4 + side) * cells + cell] ?? 0;
    const left = (x + at(sides, 0) * size) / photo.contentWidth;
    const top = (y + at(sides, 1) * size) / photo.contentHeight;
    const width = (x + at(sides, 2) * size) / photo.contentWidth - left;
    const height = (y + at(sides, 3) * size) / photo.contentHeight - top;
    if (width <= 0 || height <= 0) continue;
    const spread = (side: number) => clamp(at(spreads, side), SPREAD.least, SPREAD.most);
    proposals.push({
      label,
      score,
      box: { left, top, width, height },
      spreads: [spread(0), spread(1), spread(2), spread(3)],
    });
  }
  return proposals;
}

/** @returns undefined when nothing of the box is in the photo */
function insideOf({ left, top, width, height }: Box): Box | undefined {
  const [x, y] = [clamp(left, 0, 1), clamp(top, 0, 1)];
  const inside = { width: clamp(left + width, 0, 1) - x, height: clamp(top + height, 0, 1) - y };
  return inside.width > 0 && inside.height > 0 ? { left: x, top: y, ...inside } : undefined;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
