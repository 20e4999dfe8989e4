import { PartproofError } from "../../domain/errors.ts";

/**
 * How an exported detector writes its answer, with C labels and N candidates:
 * - `yolov5`: [1, N, 5 + C], center x, center y, width, height in pixels of the input, objectness, a share a label
 * - `yolov8` (also 11): [1, 4 + C, N], the same without objectness
 * - `rt-detr`: [1, N, 4 + C], or [1, N, 4] and [1, N, C]; boxes in fractions of the input
 */
export const DETECTOR_LAYOUTS = ["yolov5", "yolov8", "rt-detr"] as const;
export type DetectorLayout = (typeof DETECTOR_LAYOUTS)[number];

export type OutputShape = { name: string; dims: readonly number[] };
/** Which outputs hold boxes and scores; one and the same where they are joined. */
export type OutputPlan = { layout: DetectorLayout; boxes: string; scores: string };

/**
 * Which layout the outputs of a detector have.
 * @param wanted one layout, or any that fits
 * @throws PartproofError `invalid-input` when none fits the number of labels
 */
export function findLayout(
  outputs: readonly OutputShape[],
  labels: number,
  wanted: DetectorLayout | "auto",
): OutputPlan {
  const tables = outputs.filter(({ dims }) => dims.length === 3 && dims[0] === 1);
  const joined = (layout: DetectorLayout, columns: number, axis: 1 | 2): OutputPlan | undefined => {
    const table = tables.find(({ dims }) => dims[axis] === columns);
    return table && { layout, boxes: table.name, scores: table.name };
  };
  const plans: Record<DetectorLayout, () => OutputPlan | undefined> = {
    yolov8: () => joined("yolov8", 4 + labels, 1),
    yolov5: () => joined("yolov5", 5 + labels, 2),
    "rt-detr": () => separate(tables, labels) ?? joined("rt-detr", 4 + labels, 2),
  };
  const tried = wanted === "auto" ? (["yolov8", "yolov5", "rt-detr"] as const) : [wanted];
  for (const layout of tried) {
    const plan = plans[layout]();
    if (plan) return plan;
  }
  const expected: Record<DetectorLayout, string> = {
    yolov8: `[1, ${4 + labels}, N] (yolov8)`,
    yolov5: `[1, N, ${5 + labels}] (yolov5)`,
    "rt-detr": `[1, N, ${4 + labels}], or [1, N, 4] with [1, N, ${labels}] (rt-detr)`,
  };
  const got = outputs.map(({ name, dims }) => `${name} [${dims.join(", ")}]`).join(" and ");
  throw new PartproofError(
    "invalid-input",
    `For ${labels} labels, expected an output ${tried.map((layout) => expected[layout]).join(", or ")}; got ${got}. ` +
      "Check that the label file has exactly the model's labels, and export without built-in suppression (NMS).",
  );
}

/** With four labels both tables look alike; then names tell. */
function separate(tables: readonly OutputShape[], labels: number): OutputPlan | undefined {
  const boxes =
    tables.find(({ name, dims }) => dims[2] === 4 && /box/i.test(name)) ??
    tables.find(({ dims }) => dims[2] === 4);
  const scores = tables.find(
    (table) => table !== boxes && table.dims[2] === labels && table.dims[1] === boxes?.dims[1],
  );
  return boxes && scores && { layout: "rt-detr", boxes: boxes.name, scores: scores.name };
}
