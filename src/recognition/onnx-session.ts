import { InferenceSession } from "onnxruntime-node";

/** @param threads of the processor one run may use @throws when the bytes are not an ONNX model it can run */
export function openSession(onnx: Uint8Array, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(onnx, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    // Threads that wait must not burn a core: the same machine decodes, draws and seals other photos meanwhile.
    extra: { session: { intra_op: { allow_spinning: "0" }, inter_op: { allow_spinning: "0" } } },
  });
}
