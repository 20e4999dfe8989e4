import { readFileSync } from "node:fs";
import { join } from "node:path";

export type TfNode = { name: string; op: string; input: string[]; attr: Record<string, unknown> };
export type TfConstant = { shape: number[]; values: Float32Array };

/** A TensorFlow.js graph model on disk: nodes by name, and its constants as 32-bit floats. */
export type TfGraph = { nodes: Map<string, TfNode>; constants: Map<string, TfConstant> };

type ModelJson = {
  modelTopology: { node: { name: string; op: string; input?: string[]; attr?: Record<string, unknown> }[] };
  weightsManifest: { paths: string[]; weights: { name: string; shape: number[]; dtype: string }[] }[];
};

/** Reads `model.json` and the weight shards beside it. */
export function readTfjsGraph(folder: string): TfGraph {
  const model: ModelJson = JSON.parse(readFileSync(join(folder, "model.json"), "utf8"));
  const nodes = new Map(
    model.modelTopology.node.map((node) => [
      node.name,
      { name: node.name, op: node.op, input: node.input ?? [], attr: node.attr ?? {} },
    ]),
  );
  const constants = new Map<string, TfConstant>();
  for (const group of model.weightsManifest) {
    const bytes = Buffer.concat(group.paths.map((path) => readFileSync(join(folder, path))));
    let offset = 0;
    for (const { name, shape, dtype } of group.weights) {
      const count = shape.reduce((product, size) => product * size, 1);
      const raw = bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + count * 4);
      const values = dtype === "int32" ? Float32Array.from(new Int32Array(raw)) : new Float32Array(raw);
      constants.set(name, { shape, values });
      offset += count * 4;
    }
    if (offset !== bytes.length)
      throw new Error(`Weights hold ${bytes.length} bytes, the manifest ${offset}.`);
  }
  return { nodes, constants };
}
