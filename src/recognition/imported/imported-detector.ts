import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { Detection } from "../../domain/detection.ts";
import { floatsOf, outputOf } from "../backbone.ts";
import { openSession } from "../onnx-session.ts";
import { decodeDetectorOutput, type OutputTable } from "./decode-detector-output.ts";
import { type ImportedHeader, readImportedModel } from "./imported-model-file.ts";
import { type Letterbox, toPlanes } from "./letterbox.ts";

/** An imported detector, opened and ready to look. */
export type ImportedDetector = {
  /** @returns at most 100 detections, best first */
  detect(photo: Letterbox): Promise<Detection[]>;
  close(): Promise<void>;
};

/** @throws PartproofError `damaged` */
export async function openImportedDetector(file: Uint8Array, threads: number): Promise<ImportedDetector> {
  const { header, onnx } = readImportedModel(file);
  // The runtime does not take shared memory.
  const session = await openSession(new Uint8Array(onnx), threads);
  const { layout, labels, logits, names } = header;
  return {
    async detect(photo) {
      const outputs = await runDetector(session, names.input, photo);
      const boxes = tableOf(outputs, names.boxes);
      const scores = names.scores === names.boxes ? boxes : tableOf(outputs, names.scores);
      return decodeDetectorOutput({ boxes, scores }, { layout, labels: labels.length, logits }, photo).map(
        ({ label, score, box }) => ({ label: labels[label] ?? "", confidence: score, box }),
      );
    },
    close: () => session.release(),
  };
}

export function runDetector(
  session: InferenceSession,
  input: ImportedHeader["names"]["input"],
  photo: Letterbox,
) {
  return session.run({ [input]: new Tensor("float32", toPlanes(photo), [1, 3, photo.height, photo.width]) });
}

export function tableOf(outputs: InferenceSession.OnnxValueMapType, name: string): OutputTable {
  const tensor = outputOf(outputs, name);
  return { dims: tensor.dims, values: floatsOf(tensor) };
}

/** They are large: few are kept open in a worker; the one not used for longest makes room. */
const OPEN_DETECTORS = 3;

/** Keeps detectors open between photos. */
export function createImportedDetectors(threads: number) {
  const open = new Map<string, Promise<ImportedDetector>>();
  return {
    async detect(task: { photo: Letterbox; version: string; file: Uint8Array }): Promise<Detection[]> {
      const opening = open.get(task.version) ?? openImportedDetector(task.file, threads);
      opening.catch(() => open.delete(task.version));
      open.delete(task.version);
      open.set(task.version, opening);
      const [oldest] = open;
      if (open.size > OPEN_DETECTORS && oldest) {
        open.delete(oldest[0]);
        oldest[1].then((detector) => detector.close()).catch(() => {});
      }
      return (await opening).detect(task.photo);
    },
  };
}
