import { Tensor } from "onnxruntime-node";
import { floatsOf, outputOf } from "./backbone.ts";
import { openModelAsset } from "./model-assets.ts";

/**
 * Compares many rows of numbers with many others in the model runtime, which takes a tenth of the time that loops of our
 * own take (docs/benchmarks.md).
 */
export type DotProducts = {
  /**
   * @param known, asked [groups, rows, length] as {@link rowsOf} makes them
   * @returns [groups, known rows, asked rows]: the dot product of each known row with each asked one of its group
   */
  between(known: Tensor, asked: Tensor): Promise<Float32Array>;
};

/**
 * @param threads of the processor one run may use
 * @throws PartproofError `damaged` when the shipped graph is missing or altered
 */
export async function openDotProducts(threads: number): Promise<DotProducts> {
  const session = await openModelAsset("dotProducts", threads);
  return {
    async between(known, asked) {
      if (known.size === 0 || asked.size === 0) return new Float32Array();
      return floatsOf(outputOf(await session.run({ known, asked }), "products"));
    },
  };
}

/** @param values groups · rows · length numbers, row by row */
export function rowsOf(values: Float32Array, groups: number, rows: number, length: number): Tensor {
  return new Tensor("float32", values, [groups, rows, length]);
}
