import { afterAll } from "vitest";
import { createOnnxTextReader } from "../../src/adapters/embedded/onnx-text-reader.ts";
import { createMemoryTextReader } from "../../src/adapters/memory/memory-text-reader.ts";
import { createRecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { drawLabel } from "../support/draw-label.ts";
import { describeTextReaderContract, PRINTED } from "./text-reader.contract.ts";

const pool = createRecognitionPool({ threads: 1 });
afterAll(() => pool.close());

describeTextReaderContract("in memory", async () => {
  const { box } = await drawLabel(PRINTED);
  const printed = PRINTED.map((text, row) => ({
    text,
    confidence: 0.95,
    box: { ...box, top: box.top + (row * box.height) / 2, height: box.height / 2 },
  }));
  return createMemoryTextReader(() => printed);
});
describeTextReaderContract("by ONNX networks", async () => createOnnxTextReader(pool));
