import type { Box } from "../../domain/detection.ts";
import { type Candidate, suppressOverlaps } from "../suppress-overlaps.ts";
import type { DetectorLayout } from "./detector-layout.ts";
import type { Letterbox } from "./letterbox.ts";

/** Numbers of one output, row by row; `dims` as the detector gave it, [1, a, b]. */
export type OutputTable = { dims: readonly number[]; values: Float32Array };
export type DetectorOutput = { boxes: OutputTable; scores: OutputTable };

/** Weak detections are kept, the recipe decides what counts; below this they are noise. */
const FLOOR = 0.05;
const SAME_OBJECT_OVERLAP = 0.6;
/** Comparing all with all grows with the square. */
const MAX_CANDIDATES = 2000;
const MAX_DETECTIONS = 100;

/**
 * Reads what an exported detector saw, as boxes in fractions of the photo, best first. A candidate counts for
 * its best label alone; of candidates of one label at one place the best stays.
 * @param options.logits scores still have to go through the logistic function
 */
export function decodeDetectorOutput(
  output: DetectorOutput,
  options: { layout: DetectorLayout; labels: number; logits: boolean },
  letterbox: Omit<Letterbox, "pixels">,
): Candidate[] {
  const { layout, labels, logits } = options;
  const table = tablesOf(output, layout);
  const candidates: Candidate[] = [];
  for (let row = 0; row < table.count; row++) {
    let label = 0;
    for (let other = 1; other < labels; other++) {
      if (table.score(row, other) > table.score(row, label)) label = other;
    }
    const raw = table.score(row, label);
    const score = table.objectness(row) * (logits ? 1 / (1 + Math.exp(-raw)) : raw);
    if (!(score >= FLOOR)) continue;
    const box = inPhoto(
      [0, 1, 2, 3].map((side) => table.box(row, side)),
      layout,
      letterbox,
    );
    if (box) candidates.push({ label, score: Math.min(1, score), box });
  }
  candidates.sort((a, b) => b.score - a.score);
  return suppressOverlaps(candidates.slice(0, MAX_CANDIDATES), SAME_OBJECT_OVERLAP).slice(0, MAX_DETECTIONS);
}

/** The layouts as one: numbers by candidate and column. */
function tablesOf({ boxes, scores }: DetectorOutput, layout: DetectorLayout) {
  const turned = layout === "yolov8";
  const count = boxes.dims[turned ? 2 : 1] ?? 0;
  const at = ({ dims, values }: OutputTable, row: number, column: number) =>
    values[turned ? column * count + row : row * (dims[2] ?? 0) + column] ?? 0;
  const first = boxes === scores ? (layout === "yolov5" ? 5 : 4) : 0;
  return {
    count,
    box: (row: number, side: number) => at(boxes, row, side),
    score: (row: number, label: number) => at(scores, row, first + label),
    objectness: (row: number) => (layout === "yolov5" ? at(boxes, row, 4) : 1),
  };
}

/** @param values center x, center y, width, height: pixels of the input, or for RT-DETR fractions of it */
function inPhoto(
  [x = 0, y = 0, width = 0, height = 0]: number[],
  layout: DetectorLayout,
  { width: inputWidth, height: inputHeight, content }: Omit<Letterbox, "pixels">,
): Box | undefined {
  const [unitX, unitY] = layout === "rt-detr" ? [inputWidth, inputHeight] : [1, 1];
  const across = (at: number) => Math.min(1, Math.max(0, (at * unitX - content.left) / content.width));
  const down = (at: number) => Math.min(1, Math.max(0, (at * unitY - content.top) / content.height));
  const [left, top] = [across(x - width / 2), down(y - height / 2)];
  const box = { left, top, width: across(x + width / 2) - left, height: down(y + height / 2) - top };
  // Also drops what is not a number.
  return box.width > 0 && box.height > 0 ? box : undefined;
}
