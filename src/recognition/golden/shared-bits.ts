import { Tensor } from "onnxruntime-node";
import { outputOf } from "../backbone.ts";
import { openModelAsset } from "../model-assets.ts";

/** Compares many rows of bits with many others in the model runtime, several times as fast as words are in our own code. */
export type SharedBits = {
  /**
   * @param known, asked rows of `bits` zeros and ones
   * @returns [known rows, asked rows]: how many ones two rows have in the same place
   */
  between(known: Uint8Array, asked: Uint8Array, bits: number): Promise<Int32Array>;
};

/**
 * @param threads of the processor one run may use
 * @throws PartproofError `damaged` when the shipped graph is missing or altered
 */
export async function openSharedBits(threads: number): Promise<SharedBits> {
  const session = await openModelAsset("sharedBits", threads);
  return {
    async between(known, asked, bits) {
      if (known.length === 0 || asked.length === 0) return new Int32Array();
      const signed = new Int8Array(asked.buffer, asked.byteOffset, asked.length);
      const { data } = outputOf(
        await session.run({
          known: new Tensor("uint8", known, [known.length / bits, bits]),
          asked: new Tensor("int8", signed, [asked.length / bits, bits]),
        }),
        "shared",
      );
      if (!(data instanceof Int32Array)) throw new Error("Expected counts as 32-bit integers.");
      return data;
    },
  };
}
