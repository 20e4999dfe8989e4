import { readFile } from "node:fs/promises";
import type { InferenceSession } from "onnxruntime-node";
import { PartproofError } from "../../domain/errors.ts";
import { readNamesFile } from "../labels/yolo-names.ts";
import { openSession } from "../onnx-session.ts";
import { type DetectorLayout, findLayout, type OutputPlan } from "./detector-layout.ts";
import { runDetector, tableOf } from "./imported-detector.ts";
import { type ImportedHeader, writeImportedModel } from "./imported-model-file.ts";
import { blankLetterbox, type InputSize } from "./letterbox.ts";

export type ImportRequest = {
  onnxFile: string;
  /** Text with a label a line, or YAML with `names`, in the order of the detector's classes. */
  labelsFile: string;
  layout: DetectorLayout | "auto";
  /** Side of the photos it looks at, in pixels; only where the detector does not fix it. Default: 640. */
  size?: number;
};

const DEFAULT_SIDE = 640;

/**
 * Makes a model of an exported ONNX detector and its labels: opens it, lets it look at a blank photo, and checks
 * that the answer fits the labels.
 * @returns a model file and what was found out
 * @throws PartproofError `not-found` for a file, `invalid-input` saying what does not fit
 */
export async function importDetector(
  request: ImportRequest,
): Promise<{ file: Uint8Array; header: ImportedHeader }> {
  const labels = await readNamesFile(request.labelsFile);
  const twice = labels.find((label, index) => labels.indexOf(label) !== index);
  if (twice !== undefined) throw refuse(request.labelsFile, `expected each label once, got ${twice} twice`);
  const onnx = await readFile(request.onnxFile).catch((cause: unknown) => {
    throw new PartproofError("not-found", `${request.onnxFile} cannot be read. Expected an ONNX file.`, {
      cause,
    });
  });
  const session = await openSession(onnx, 1).catch((cause: unknown) => {
    throw refuse(request.onnxFile, `is not an ONNX model that can be opened: ${messageOf(cause)}`, cause);
  });
  try {
    const input = inputOf(session, request);
    const blank = blankLetterbox(input);
    const outputs = await runDetector(session, input.name, blank).catch((cause: unknown) => {
      const why = `cannot look at a blank photo of ${input.width} × ${input.height}: ${messageOf(cause)}`;
      throw refuse(request.onnxFile, why, cause);
    });
    const shapes = Object.entries(outputs).map(([name, { dims }]) => ({ name, dims }));
    const plan = findLayout(shapes, labels.length, request.layout);
    const header = {
      layout: plan.layout,
      labels,
      names: { input: input.name, boxes: plan.boxes, scores: plan.scores },
      logits: hasLogits(outputs, plan, request.onnxFile),
      input: { width: input.width, height: input.height },
    };
    return { file: writeImportedModel({ header, onnx }), header };
  } finally {
    await session.release();
  }
}

function inputOf(session: InferenceSession, request: ImportRequest): InputSize & { name: string } {
  const [input, ...more] = session.inputMetadata;
  const expected = "expected one input, a float32 photo [1, 3, height, width]";
  if (!input?.isTensor || more.length > 0) {
    throw refuse(request.onnxFile, `${expected}; got ${session.inputNames.join(" and ")}`);
  }
  const [batch, channels, height, width] = input.shape;
  const got = `${input.name} ${input.type} [${input.shape.join(", ")}]`;
  const fits = (size: number | string | undefined, wanted: number) => !isFixed(size) || size === wanted;
  if (input.type !== "float32" || input.shape.length !== 4 || !fits(batch, 1) || !fits(channels, 3)) {
    throw refuse(request.onnxFile, `${expected}; got ${got}`);
  }
  const side = (fixed: number | string | undefined) => {
    if (!isFixed(fixed)) return request.size ?? DEFAULT_SIDE;
    if (request.size === undefined || request.size === fixed) return fixed;
    throw refuse(request.onnxFile, `looks at ${fixed} pixels and cannot look at ${request.size}`);
  };
  const size = { width: side(width), height: side(height) };
  if (Math.min(size.width, size.height) < 32 || Math.max(size.width, size.height) > 4096) {
    throw refuse(
      request.onnxFile,
      `expected photos of 32 to 4096 pixels, got ${size.width} × ${size.height}`,
    );
  }
  return { name: input.name, ...size };
}

/** RT-DETR exports give scores or logits; YOLO gives scores, or was exported without its last step. */
function hasLogits(outputs: InferenceSession.OnnxValueMapType, plan: OutputPlan, file: string): boolean {
  const { dims, values } = floatTable(outputs, plan.scores, file);
  floatTable(outputs, plan.boxes, file);
  const columns = dims[plan.layout === "yolov8" ? 1 : 2] ?? 0;
  const rows = dims[plan.layout === "yolov8" ? 2 : 1] ?? 0;
  const first = plan.boxes === plan.scores ? 4 : 0;
  const score = (at: number) => {
    const column = plan.layout === "yolov8" ? Math.floor(at / rows) : at % columns;
    return column >= first;
  };
  const outside = values.some((value, at) => score(at) && (value < 0 || value > 1));
  if (!outside) return false;
  if (plan.layout === "rt-detr") return true;
  throw refuse(file, "gives scores that are not from 0 to 1; export it with its last step (sigmoid)");
}

function floatTable(outputs: InferenceSession.OnnxValueMapType, name: string, file: string) {
  const output = outputs[name];
  if (output && "type" in output && output.type !== "float32") {
    throw refuse(file, `expected ${name} in float32, got ${output.type}; export it without half precision`);
  }
  const table = tableOf(outputs, name);
  if (table.values.some(Number.isNaN)) throw refuse(file, `gives ${name} that are not numbers`);
  return table;
}

function isFixed(size: number | string | undefined): size is number {
  return typeof size === "number" && size > 0;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function refuse(file: string, why: string, cause?: unknown): PartproofError {
  return new PartproofError("invalid-input", `${file}: ${why}.`, { cause });
}
