import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { InferenceSession } from "onnxruntime-node";
import { PartproofError } from "../domain/errors.ts";
import { openSession } from "./onnx-session.ts";

/** The ONNX files that ship in models/, by what they are for. Their provenance is in models/README.md. */
export const MODEL_ASSETS = {
  /** uint8 photo [1, h, w, 3] → feature maps at strides 8, 16 and 32. */
  backbone: {
    file: "mobilenet-v2-coco.onnx",
    sha256: "9210cab2053573b765f096d758f71516518c6e4a52bf9441dfde1c5435478d1e",
  },
  /** Feature maps of a 300 × 300 photo → boxes and scores of everyday objects. */
  generalHeads: {
    file: "ssdlite-heads-coco.onnx",
    sha256: "2ab1f5d19f47ea6e8c9a113324453ac5f07fe711ee2061b1b8335af51962427d",
  },
  /** Feature maps and the weights of a taught head → logits and boxes. */
  findHead: {
    file: "find-head.onnx",
    sha256: "42c11953b96a0edf511ce5dc9bf3cc776d36d32469738c3319a130676161df33",
  },
  /** The same head without the maps as inputs: laid behind the bytes of the backbone it makes one graph of both. */
  findHeadContinuation: {
    file: "find-head.continuation",
    sha256: "a22069ff59741d1a616c55ac332131bf13cfb9d0ec75698a466c1f926681e7e9",
  },
  /** One step of learning of a taught head. */
  findHeadStep: {
    file: "find-head-step.onnx",
    sha256: "40f23c7bc3eae523e5857592957b93df285fed938d226290b4265cdca22bd0c3",
  },
  /** Two lists of rows of numbers → the dot product of each with each. */
  dotProducts: {
    file: "dot-products.onnx",
    sha256: "fc0b54c56fe081d12b0a4ad5870c46b45c2bdbf1ddd10328a58eeaa176fb7d6c",
  },
  /** Two lists of rows of bits → how many ones each two have in common. */
  sharedBits: {
    file: "shared-bits.onnx",
    sha256: "bf1c11b56673f3df661a43b9ef67d205ee3c5038131a3806cfc2424ef8ccb8b0",
  },
  /** Photo [1, 3, h, w] → how surely each pixel is the core of a line of text. */
  textLines: {
    file: "text-lines.onnx",
    sha256: "efd68c48c453d504deda94eaf9a756b33d9e41832b5c3185c8a126385c1c09fd",
  },
  /** Lines of text [n, 3, 48, w] → a score for each character at each step. */
  textRead: {
    file: "text-read.onnx",
    sha256: "2f1b2441f01d7e9b2eabdd2ee4f22285e1cc51d20c5711532933c527c630886a",
  },
} as const;
export type ModelAsset = keyof typeof MODEL_ASSETS;

/**
 * Reads one of the shipped models, checks its SHA-256 and starts an ONNX session on it.
 * @param threads of the processor one run may use
 * @throws PartproofError `damaged` when the file is missing or is not the one that shipped
 */
export async function openModelAsset(asset: ModelAsset, threads: number): Promise<InferenceSession> {
  return openSession(await readModelAsset(asset), threads);
}

/** @throws PartproofError `damaged` when the file is missing or is not the one that shipped */
export async function readModelAsset(asset: ModelAsset): Promise<Uint8Array> {
  const { file, sha256 } = MODEL_ASSETS[asset];
  const path = fileURLToPath(new URL(`../../models/${file}`, import.meta.url));
  const content = await readFile(path).catch((cause: unknown) => {
    throw new PartproofError("damaged", `models/${file} cannot be read. Reinstall Partproof.`, { cause });
  });
  const found = createHash("sha256").update(content).digest("hex");
  if (found !== sha256) {
    throw new PartproofError(
      "damaged",
      `models/${file} has SHA-256 ${found}, expected ${sha256}. Reinstall Partproof.`,
    );
  }
  return content;
}
