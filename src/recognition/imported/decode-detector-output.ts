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
  const { layout, logits } = options;
  const { label: labels, score: scores } = bestLabels(output, options);
  const place = viewOf(output.boxes, layout);
  const candidates: Candidate[] = [];
  for (let row = 0; row < scores.length; row++) {
    const raw = scores[row] ?? 0;
    const objectness = layout === "yolov5" ? place(row, 4) : 1;
    const score = objectness * (logits ? 1 / (1 + Math.exp(-raw)) : raw);
    if (!(score >= FLOOR)) continue;
    const box = inPhoto(
      [0, 1, 2, 3].map((side) => place(row, side)),
      layout,
      letterbox,
    );
    if (box) candidates.push({ label: labels[row] ?? 0, score: Math.min(1, score), box });
  }
  candidates.sort((a, b) => b.score - a.score);
  return suppressOverlaps(candidates.slice(0, MAX_CANDIDATES), SAME_OBJECT_OVERLAP).slice(0, MAX_DETECTIONS);
}

/** The layouts as one: a number by candidate and column. */
function viewOf({ dims, values }: OutputTable, layout: DetectorLayout) {
  const [rowStep, columnStep] = stepsOf(dims, layout);
  return (row: number, column: number) => values[row * rowStep + column * columnStep] ?? 0;
}

/** How far apart the numbers of two neighboring candidates are, and those of two columns. */
function stepsOf(dims: readonly number[], layout: DetectorLayout): [row: number, column: number] {
  return layout === "yolov8" ? [1, dims[2] ?? 0] : [dims[2] ?? 0, 1];
}

/** The best label of each candidate. Most of the time goes here: a loop over plain arrays, without calls. */
function bestLabels(
  { boxes, scores: { dims, values }, scores }: DetectorOutput,
  { layout, labels }: { layout: DetectorLayout; labels: number },
): { label: Int32Array; score: Float32Array } {
  const [rowStep, columnStep] = stepsOf(dims, layout);
  const first = boxes === scores ? (layout === "yolov5" ? 5 : 4) : 0;
  const count = dims[layout === "yolov8" ? 2 : 1] ?? 0;
  const label = new Int32Array(count);
  const score = new Float32Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let column = 0; column < labels; column++) {
    let at = (first + column) * columnStep;
    for (let row = 0; row < count; row++, at += rowStep) {
      const value = values[at] ?? 0;
      if (!(value > (score[row] ?? 0))) continue;
      score[row] = value;
      label[row] = column;
    }
  }
  return { label, score };
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
