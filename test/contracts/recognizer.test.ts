import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { afterAll } from "vitest";
import { createRekognitionCustomLabels } from "../../src/adapters/aws/rekognition-custom-labels.ts";
import { createRekognitionLabels } from "../../src/adapters/aws/rekognition-labels.ts";
import { createOnnxRecognizer } from "../../src/adapters/embedded/onnx-recognizer.ts";
import { createMemoryModelStore } from "../../src/adapters/memory/memory-model-store.ts";
import { createMemoryRecognizer } from "../../src/adapters/memory/memory-recognizer.ts";
import { PartproofError } from "../../src/domain/errors.ts";
import { GENERAL_MODEL } from "../../src/ports/recognizer.ts";
import { createRecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { startCompatibleRekognition } from "../support/compatible-rekognition.ts";
import { drawClock } from "../support/draw-clock.ts";
import { MODEL_ARN, startRekognition } from "../support/rekognition-fake.ts";
import { describeRecognizerContract } from "./recognizer.contract.ts";

const pool = createRecognitionPool({ threads: 1 });
/** Real eyes, so that a box is right only if the adapter sent the right picture and mapped the answer back. */
const service = await startRekognition({ objects: (photo) => pool.detectObjects(photo) });
const rekognition = new RekognitionClient(service.client);
const compatible = await startCompatibleRekognition();
afterAll(async () => {
  rekognition.destroy();
  await Promise.all([service.stop(), compatible.stop(), pool.close()]);
});

const general = { model: GENERAL_MODEL, clock: "clock" };

describeRecognizerContract("in memory", async () => {
  const { box, photo: shown } = await drawClock();
  const recognizer = createMemoryRecognizer((photo, model) => {
    if (model !== GENERAL_MODEL) throw new PartproofError("not-found", `There is no model ${model}.`);
    return photo.width === shown.width ? [{ label: "clock", confidence: 0.9, box }] : [];
  });
  return { recognizer, kind: "embedded", ...general };
});

describeRecognizerContract("by ONNX networks", async () => {
  const recognizer = createOnnxRecognizer({ pool, models: createMemoryModelStore() });
  return { recognizer, kind: "embedded", ...general };
});

describeRecognizerContract("by Amazon Rekognition DetectLabels", async () => {
  return { recognizer: createRekognitionLabels({ rekognition }), kind: "rekognition-labels", ...general };
});

describeRecognizerContract("by DetectLabels of the Rekognition-compatible service", async () => {
  const recognizer = createRekognitionLabels({ rekognition: compatible.rekognition });
  return { recognizer, kind: "rekognition-labels", model: GENERAL_MODEL, clock: "Clock" };
});

describeRecognizerContract("by Amazon Rekognition DetectCustomLabels", async () => {
  const recognizer = createRekognitionCustomLabels({ rekognition });
  return { recognizer, kind: "rekognition-custom-labels", model: MODEL_ARN, clock: "clock" };
});
