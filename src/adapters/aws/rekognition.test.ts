import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { afterEach, describe, expect, test } from "vitest";
import { ServiceFault } from "../../../test/support/aws-json-server.ts";
import { type Eyes, MODEL_ARN, startRekognition } from "../../../test/support/rekognition-fake.ts";
import { judge } from "../../domain/judge.ts";
import { parseRecipe } from "../../domain/recipe.ts";
import { REKOGNITION_CLIENT } from "./rekognition-client.ts";
import { createRekognitionCustomLabels } from "./rekognition-custom-labels.ts";
import { createRekognitionLabels } from "./rekognition-labels.ts";
import { createRekognitionTextReader } from "./rekognition-text-reader.ts";

const photo = { width: 200, height: 100, pixels: new Uint8Array(60_000).fill(90), format: "png" as const };
const everywhere = { left: 0, top: 0, width: 1, height: 1 };
const boxed = (Left: number, Confidence: number) => ({
  Confidence,
  BoundingBox: { Left, Top: 0.25, Width: 0.25, Height: 0.5 },
});

const stopping: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stopping.splice(0).map((stop) => stop()));
});

async function arrange(eyes: Eyes = {}, timeoutMs = 15_000) {
  const service = await startRekognition(eyes);
  const rekognition = new RekognitionClient({ ...service.client, ...REKOGNITION_CLIENT });
  stopping.push(async () => {
    rekognition.destroy();
    await service.stop();
  });
  const deps = { rekognition, timeoutMs };
  const looks = {
    labels: () => createRekognitionLabels(deps).recognize(photo, "general"),
    "custom labels": () => createRekognitionCustomLabels(deps).recognize(photo, MODEL_ARN),
    text: () => createRekognitionTextReader(deps).read(photo, everywhere),
  };
  return { service, deps, looks };
}

describe("DetectLabels", () => {
  test("gives a detection for each object with a box, and one without a place for what has none", async () => {
    const { looks } = await arrange({
      labels: [
        { Name: "Car", Confidence: 98, Instances: [boxed(0, 98), boxed(0.5, 60)] },
        { Name: "Machine", Confidence: 75, Instances: [] },
        { Name: "Dust", Confidence: 4 },
      ],
    });

    const { detections, recognizer } = await looks.labels();

    expect(detections).toEqual([
      { label: "Car", confidence: 0.98, box: { left: 0, top: 0.25, width: 0.25, height: 0.5 } },
      { label: "Car", confidence: 0.6, box: { left: 0.5, top: 0.25, width: 0.25, height: 0.5 } },
      { label: "Machine", confidence: 0.75 },
    ]);
    expect(recognizer).toEqual({ kind: "rekognition-labels", model: "general", version: "3.0" });
  });

  test("hears of weak detections too, which the recipe judges", async () => {
    const { looks } = await arrange({ labels: [{ Name: "Screw", Confidence: 31 }] });

    const { detections } = await looks.labels();

    expect(detections).toEqual([{ label: "Screw", confidence: expect.closeTo(0.31) }]);
  });

  test("counts an object once, although its parents stand in the answer as well", async () => {
    const { looks } = await arrange({
      labels: [
        {
          Name: "Car",
          Confidence: 98,
          Instances: [boxed(0, 98), boxed(0.5, 97)],
          Parents: [{ Name: "Vehicle" }],
        },
        { Name: "Vehicle", Confidence: 98, Instances: [] },
      ],
    });
    const recipe = parseRecipe({
      id: "yard",
      version: 1,
      title: "Yard",
      recognizer: { kind: "rekognition-labels", model: "general" },
      parts: [
        { label: "Car", count: 2 },
        { label: "Vehicle", count: { min: 1 } },
      ],
    });

    const { detections } = await looks.labels();

    expect(judge(recipe, detections)).toMatchObject({
      verdict: "pass",
      findings: [{ seen: 2 }, { seen: 1 }],
    });
  });
});

describe("DetectCustomLabels", () => {
  test("gives places where the model finds objects, and labels alone where it judges whole images", async () => {
    const { looks } = await arrange({
      customLabels: [
        { Name: "screw", Confidence: 91, Geometry: { BoundingBox: boxed(0.25, 91).BoundingBox } },
        { Name: "scratched", Confidence: 40 },
      ],
    });

    const { detections, recognizer } = await looks["custom labels"]();

    expect(detections).toEqual([
      { label: "screw", confidence: 0.91, box: { left: 0.25, top: 0.25, width: 0.25, height: 0.5 } },
      { label: "scratched", confidence: 0.4 },
    ]);
    expect(recognizer).toEqual({
      kind: "rekognition-custom-labels",
      model: MODEL_ARN,
      version: "screws.2026-03-01T08.00.00",
    });
  });

  test("says that a stopped model is stopped and how to start it, and waits for it", async () => {
    const { service, looks } = await arrange();
    service.failWith(new ServiceFault("ResourceNotReadyException"));

    const look = looks["custom labels"]();

    await expect(look).rejects.toMatchObject({ code: "unavailable", retryable: true, retryAfterMs: 300_000 });
    await expect(look).rejects.toThrow(
      /is stopped.*schedule.*aws rekognition start-project-version .*--project-version-arn arn:aws:/,
    );
  });

  test("says which model there is not, also when it is one for something else", async () => {
    const { service, deps, looks } = await arrange();
    const other = MODEL_ARN.replace("screws/", "bolts/");

    const look = createRekognitionCustomLabels(deps).recognize(photo, other);

    await expect(look).rejects.toMatchObject({ code: "not-found", retryable: false });
    service.failWith(
      new ServiceFault("InvalidParameterException", { message: "Not a project of Custom Labels" }),
    );
    await expect(looks["custom labels"]()).rejects.toMatchObject({ code: "not-found", retryable: false });
  });
});

describe("DetectText", () => {
  const line = (Id: number, DetectedText: string, Top: number, Confidence: number) => ({
    Type: "LINE" as const,
    Id,
    DetectedText,
    Confidence,
    Geometry: { BoundingBox: { Left: 0.1, Top, Width: 0.8, Height: 0.1 } },
  });

  test("gives lines from top to bottom, each as sure as its least sure word", async () => {
    const { looks } = await arrange({
      text: [
        line(0, "LOT 7", 0.6, 99),
        line(1, "SN 12", 0.2, 98),
        { Type: "WORD", Id: 2, ParentId: 1, DetectedText: "SN", Confidence: 99 },
        { Type: "WORD", Id: 3, ParentId: 1, DetectedText: "12", Confidence: 55 },
        { Type: "WORD", Id: 4, ParentId: 0, DetectedText: "LOT", Confidence: 99 },
      ],
    });

    const { lines, reader } = await looks.text();

    expect(lines.map(({ text, confidence }) => [text, confidence])).toEqual([
      ["SN 12", 0.55],
      ["LOT 7", 0.99],
    ]);
    expect(reader).toEqual({ kind: "rekognition-text", model: "text", version: "3.0" });
  });

  test("places lines of an area in the whole photo", async () => {
    const { deps } = await arrange({ text: [line(0, "SN 12", 0.5, 98)] });
    const wide = { ...photo, width: 400, height: 400, pixels: new Uint8Array(480_000) };
    const area = { left: 0.5, top: 0.25, width: 0.5, height: 0.5 };

    const { lines } = await createRekognitionTextReader(deps).read(wide, area);

    expect(lines[0]?.box).toEqual({
      left: expect.closeTo(0.55),
      top: expect.closeTo(0.5),
      width: expect.closeTo(0.4),
      height: expect.closeTo(0.05),
    });
  });
});

describe.each(["labels", "custom labels", "text"] as const)("faults of the service (%s)", (which) => {
  test("a throttle or an outage that passes is not noticed", async () => {
    const { service, looks } = await arrange();
    service.failWith(
      new ServiceFault("ThrottlingException"),
      new ServiceFault("InternalServerError", { status: 500 }),
    );

    await looks[which]();

    expect(service.calls).toHaveLength(3);
  });

  test("an outage that stays goes back to the queue after a few tries", async () => {
    const { service, looks } = await arrange();
    const outage = new ServiceFault("InternalServerError", { status: 500 });
    service.failWith(...Array.from({ length: 10 }, () => outage));

    await expect(looks[which]()).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(service.calls.length).toBeLessThanOrEqual(4);
  });

  test("a service that does not answer costs no more time than it may", async () => {
    const { service, looks } = await arrange({}, 500);
    service.delay(5_000);
    const started = performance.now();

    await expect(looks[which]()).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  test.each(["InvalidImageFormatException", "ImageTooLargeException", "InvalidParameterException"])(
    "a photo refused with %s is no usable photo",
    async (name) => {
      const { service, looks } = await arrange();
      service.failWith(new ServiceFault(name, { message: "Request has invalid image" }));

      await expect(looks[which]()).rejects.toMatchObject({
        name: "UnusablePhotoError",
        reason: "refused-by-recognizer",
        message: expect.stringContaining(name),
      });
    },
  );

  test("denied access is not retried, and the message names the permission", async () => {
    const { service, looks } = await arrange();
    service.failWith(new ServiceFault("AccessDeniedException"));

    const look = looks[which]();

    await expect(look).rejects.toMatchObject({ code: "internal", retryable: false });
    await expect(look).rejects.toThrow(/rekognition:Detect\w+/);
    expect(service.calls).toHaveLength(1);
  });
});
