import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { OnnxGraph, type TensorSpec } from "../../../scripts/onnx-writer.ts";
import { detectorOutput } from "../../../test/support/detector-output.ts";
import { createRecognitionPool } from "../recognition-pool.ts";
import type { OutputTable } from "./decode-detector-output.ts";
import { type ImportRequest, importDetector } from "./import-detector.ts";
import { readImportedModel } from "./imported-model-file.ts";

const LABELS = ["nut", "screw", "washer"];
const SEEN = [
  { label: 1, score: 0.9, box: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 } },
  { label: 2, score: 0.6, box: { left: 0.6, top: 0.5, width: 0.2, height: 0.3 } },
];
/** Twice as wide as high, as the letterbox that the constants are for. */
const photo = { width: 128, height: 64, pixels: new Uint8Array(128 * 64 * 3), format: "png" as const };
const letterbox = { width: 64, height: 64, content: { left: 0, top: 16, width: 64, height: 32 } };
const stretched = { ...letterbox, content: { left: 0, top: 0, width: 64, height: 64 } };
const IMAGES: TensorSpec = { name: "images", type: "float", shape: [1, 3, 64, 64] };

/** A detector that always sees the same. */
function constantDetector(tables: Record<string, OutputTable>, inputs: TensorSpec[] = [IMAGES]): Uint8Array {
  const graph = new OnnxGraph("constant");
  const outputs = Object.entries(tables).map(([name, { dims, values }]): TensorSpec => {
    graph.node("Identity", [graph.floats(`${name}_values`, dims, values)], {}, name);
    return { name, type: "float", shape: dims };
  });
  return graph.toBytes(inputs, outputs);
}

async function written(onnx: Uint8Array, labels = LABELS.join("\n")): Promise<ImportRequest> {
  const folder = await mkdtemp(join(tmpdir(), "import-"));
  const [onnxFile, labelsFile] = [join(folder, "parts.onnx"), join(folder, "labels.txt")];
  await writeFile(onnxFile, onnx);
  await writeFile(labelsFile, labels);
  return { onnxFile, labelsFile, layout: "auto" };
}

const tablesFor = {
  yolov5: () => {
    const { boxes } = detectorOutput(SEEN, { layout: "yolov5", labels: 3, logits: false }, letterbox);
    return { output0: boxes };
  },
  yolov8: () => {
    const { boxes } = detectorOutput(SEEN, { layout: "yolov8", labels: 3, logits: false }, letterbox);
    return { output0: boxes };
  },
  "rt-detr": () => {
    const options = { layout: "rt-detr", labels: 3, logits: true } as const;
    const { boxes, scores } = detectorOutput(SEEN, options, stretched);
    return { logits: scores, pred_boxes: boxes };
  },
  "rt-detr joined": () => {
    const options = { layout: "rt-detr", labels: 3, logits: false } as const;
    return { output0: detectorOutput(SEEN, options, stretched).boxes };
  },
};

const pool = createRecognitionPool({ threads: 1 });
afterAll(() => pool.close());

test.each(["yolov5", "yolov8", "rt-detr", "rt-detr joined"] as const)(
  "An imported %s detector sees its parts at their places in a photo",
  async (kind) => {
    const { file, header } = await importDetector(await written(constantDetector(tablesFor[kind]())));

    const { detections } = await pool.detectParts(photo, { version: kind, load: async () => file });

    expect(header.layout).toBe(kind.split(" ")[0]);
    expect(header.logits).toBe(kind === "rt-detr");
    expect(detections).toHaveLength(SEEN.length);
    for (const [index, { label, score, box }] of SEEN.entries()) {
      expect(detections[index]?.label).toBe(LABELS[label]);
      expect(detections[index]?.confidence).toBeCloseTo(score, 4);
      for (const side of ["left", "top", "width", "height"] as const)
        expect(detections[index]?.box?.[side]).toBeCloseTo(box[side], 4);
    }
  },
);

test("A detector is shown red, green and blue planes from 0 to 1", async () => {
  const graph = new OnnxGraph("mean color");
  graph.node("Identity", [graph.floats("whole", [1, 1, 4], Float32Array.of(0.5, 0.5, 1, 1))], {}, "boxes");
  graph.node("Reshape", [graph.node("GlobalAveragePool", ["images"]), graph.ints([1, 1, 3])], {}, "scores");
  const outputs: TensorSpec[] = [
    { name: "boxes", type: "float", shape: [1, 1, 4] },
    { name: "scores", type: "float", shape: [1, 1, 3] },
  ];
  const { file } = await importDetector(await written(graph.toBytes([IMAGES], outputs), "red\ngreen\nblue"));
  const green = { ...photo, pixels: photo.pixels.map((_, at) => (at % 3 === 1 ? 204 : 51)) };

  const { detections } = await pool.detectParts(green, { version: "mean color", load: async () => file });
  const [detection] = detections;

  expect(detection?.label).toBe("green");
  expect(detection?.confidence).toBeCloseTo(0.8);
  expect(detection?.box).toEqual({ left: 0, top: 0, width: 1, height: 1 });
});

test("A detector that leaves its size open looks at the size that is asked for, at 640 otherwise", async () => {
  const open: TensorSpec = { ...IMAGES, shape: ["batch", 3, "height", "width"] };
  const request = await written(constantDetector(tablesFor.yolov8(), [open]));

  const [usual, small] = [await importDetector(request), await importDetector({ ...request, size: 320 })];

  expect(usual.header.input).toEqual({ width: 640, height: 640 });
  expect(small.header.input).toEqual({ width: 320, height: 320 });
});

test("The same files give the same model, which is refused when a bit is turned or it is cut", async () => {
  const request = await written(constantDetector(tablesFor.yolov5()));

  const [first, again] = [await importDetector(request), await importDetector(request)];

  expect(Buffer.compare(first.file, again.file)).toBe(0);
  expect(readImportedModel(first.file).header.labels).toEqual(LABELS);
  const turned = Uint8Array.from(first.file);
  turned[turned.length - 9] = (turned[turned.length - 9] ?? 0) ^ 1;
  for (const bytes of [turned, first.file.subarray(0, -1), first.file.subarray(0, 60)]) {
    expect(() => readImportedModel(bytes)).toThrow(expect.objectContaining({ code: "damaged" }));
    const looking = pool.detectParts(photo, { version: `damaged ${bytes.length}`, load: async () => bytes });
    await expect(looking).rejects.toMatchObject({ code: "damaged" });
  }
});

const outside = { dims: [1, 7, 20], values: new Float32Array(140).fill(-3) };
const notNumbers = { dims: [1, 7, 20], values: new Float32Array(140).fill(Number.NaN) };
test.each([
  ["that is not ONNX", new TextEncoder().encode("GIF89a"), {}, "cannot be opened|can be opened"],
  ["with other labels", constantDetector(tablesFor.yolov8()), { labels: "nut\nscrew" }, "For 2 labels"],
  ["with a label twice", constantDetector(tablesFor.yolov8()), { labels: "nut\nnut\nscrew" }, "nut twice"],
  ["of another layout", constantDetector(tablesFor.yolov8()), { layout: "yolov5" }, "\\(yolov5\\)"],
  ["of another size", constantDetector(tablesFor.yolov8()), { size: 320 }, "looks at 64 pixels"],
  [
    "with two inputs",
    constantDetector(tablesFor.yolov8(), [IMAGES, { ...IMAGES, name: "b" }]),
    {},
    "images and b",
  ],
  ["for bytes", constantDetector(tablesFor.yolov8(), [{ ...IMAGES, type: "uint8" }]), {}, "uint8"],
  [
    "for gray",
    constantDetector(tablesFor.yolov8(), [{ ...IMAGES, shape: [1, 1, 64, 64] }]),
    {},
    "1, 1, 64, 64",
  ],
  ["without its last step", constantDetector({ output0: outside }), {}, "not from 0 to 1"],
  ["that gives no numbers", constantDetector({ output0: notNumbers }), {}, "not numbers"],
] as const)(
  "A detector %s is refused",
  async (_, onnx, change: { labels?: string } & Partial<ImportRequest>, message) => {
    const { labels, ...request } = change;

    const importing = importDetector({ ...(await written(onnx, labels)), ...request });

    await expect(importing).rejects.toMatchObject({ name: "PartproofError", code: "invalid-input" });
    await expect(importing).rejects.toThrow(new RegExp(message));
  },
);
