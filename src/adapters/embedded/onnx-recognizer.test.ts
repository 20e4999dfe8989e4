import { expect, test } from "vitest";
import type { Detection } from "../../domain/detection.ts";
import type { ModelInfo } from "../../ports/model-store.ts";
import { createOnnxRecognizer } from "./onnx-recognizer.ts";

const photo = { width: 100, height: 100, pixels: new Uint8Array(30_000), format: "png" as const };
const info: ModelInfo = { name: "screws", version: "0123456789ab", sha256: "", bytes: 1, createdAt: "" };
const screw: Detection = { label: "screw", confidence: 0.9 };
const bottle: Detection = { label: "bottle", confidence: 0.7 };

function arrange() {
  const calls = { info: 0, versions: [] as string[] };
  let newest: ModelInfo = info;
  let time = 0;
  const recognizer = createOnnxRecognizer({
    now: () => time,
    models: {
      async info(name) {
        calls.info++;
        return name === newest.name ? newest : undefined;
      },
      async get() {
        return { info: newest, content: new Uint8Array(1) };
      },
    },
    pool: {
      detectObjects: async () => [bottle],
      async detectParts(_, model) {
        calls.versions.push(model.version);
        await model.load();
        return { detections: [screw], reservations: ["dark"] };
      },
    },
  });
  const publish = (version: string, later: number) => {
    newest = { ...info, version };
    time = later;
  };
  return { recognizer, calls, publish };
}

test("The general model needs no teaching and says which version looked", async () => {
  const { recognizer, calls } = arrange();

  const recognition = await recognizer.recognize(photo, "general");

  expect(recognition.detections).toEqual([bottle]);
  expect(recognition.recognizer).toMatchObject({ kind: "embedded", model: "general" });
  expect(recognition.recognizer.version).toMatch(/^[0-9a-f]{12}$/);
  expect(calls.info).toBe(0);
});

test("A taught model looks in its newest version, and the next photo asks the store nothing", async () => {
  const { recognizer, calls } = arrange();

  const first = await recognizer.recognize(photo, "screws");
  await recognizer.recognize(photo, "screws");

  expect(first).toEqual({
    detections: [screw],
    recognizer: { kind: "embedded", model: "screws", version: "0123456789ab" },
    reservations: ["dark"],
  });
  expect(calls.info).toBe(1);
});

test("A version taught meanwhile is used soon", async () => {
  const { recognizer, calls, publish } = arrange();

  await recognizer.recognize(photo, "screws");
  publish("ba9876543210", 5_000);
  await recognizer.recognize(photo, "screws");

  expect(calls.versions).toEqual(["0123456789ab", "ba9876543210"]);
});

test("An unknown model is not found, and the message says how to teach it", async () => {
  const { recognizer } = arrange();

  const looking = recognizer.recognize(photo, "nuts");

  await expect(looking).rejects.toMatchObject({ code: "not-found" });
  await expect(looking).rejects.toThrow("partproof teach --model nuts");
});
