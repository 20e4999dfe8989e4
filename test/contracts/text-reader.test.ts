import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { afterAll } from "vitest";
import { createRekognitionTextReader } from "../../src/adapters/aws/rekognition-text-reader.ts";
import { createOnnxTextReader } from "../../src/adapters/embedded/onnx-text-reader.ts";
import { createMemoryTextReader } from "../../src/adapters/memory/memory-text-reader.ts";
import { createRecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { startCompatibleRekognition } from "../support/compatible-rekognition.ts";
import { drawLabel } from "../support/draw-label.ts";
import { startRekognition } from "../support/rekognition-fake.ts";
import { describeTextReaderContract, PRINTED } from "./text-reader.contract.ts";

const pool = createRecognitionPool({ threads: 1 });
const everywhere = { left: 0, top: 0, width: 1, height: 1 };
const service = await startRekognition({ lines: (photo) => pool.readText(photo, everywhere) });
const rekognition = new RekognitionClient(service.client);
const compatible = await startCompatibleRekognition();
afterAll(async () => {
  rekognition.destroy();
  await Promise.all([service.stop(), compatible.stop(), pool.close()]);
});

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
describeTextReaderContract("by Amazon Rekognition DetectText", async () =>
  createRekognitionTextReader({ rekognition }),
);
describeTextReaderContract("by DetectText of the Rekognition-compatible service", async () =>
  createRekognitionTextReader({ rekognition: compatible.rekognition }),
);
