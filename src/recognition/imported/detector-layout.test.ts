import { expect, test } from "vitest";
import { findLayout, type OutputShape } from "./detector-layout.ts";

const table = (...dims: number[]): OutputShape => ({ name: "output0", dims });

test.each([
  ["yolov8", 80, [table(1, 84, 8400)]],
  ["yolov8", 1, [table(1, 5, 8400)]],
  ["yolov5", 80, [table(1, 25200, 85)]],
  ["rt-detr", 80, [table(1, 300, 84)]],
  [
    "rt-detr",
    7,
    [
      { name: "logits", dims: [1, 300, 7] },
      { name: "pred_boxes", dims: [1, 300, 4] },
    ],
  ],
  [
    "rt-detr",
    4,
    [
      { name: "logits", dims: [1, 300, 4] },
      { name: "pred_boxes", dims: [1, 300, 4] },
    ],
  ],
] as const)("The layout %s of a detector with %i labels is recognized", (layout, labels, outputs) => {
  const plan = findLayout(outputs, labels, "auto");

  expect(plan.layout).toBe(layout);
  if (outputs.length > 1) expect([plan.boxes, plan.scores]).toEqual(["pred_boxes", "logits"]);
});

test("Maps of a training head beside the answer are passed over", () => {
  const plan = findLayout([{ name: "map", dims: [1, 3, 80, 80, 85] }, table(1, 25200, 85)], 80, "auto");

  expect(plan).toEqual({ layout: "yolov5", boxes: "output0", scores: "output0" });
});

test("Where nothing fits, the message says what would and what came", () => {
  const finding = () => findLayout([table(1, 84, 8400)], 79, "auto");

  expect(finding).toThrow(expect.objectContaining({ code: "invalid-input" }));
  expect(finding).toThrow("[1, 83, N] (yolov8)");
  expect(finding).toThrow("output0 [1, 84, 8400]");
});

test("A layout that is asked for is the only one tried", () => {
  expect(() => findLayout([table(1, 84, 8400)], 80, "yolov5")).toThrow(
    "expected an output [1, N, 85] (yolov5)",
  );
});
