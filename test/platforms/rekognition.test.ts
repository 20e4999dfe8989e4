import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeProjectsCommand,
  DescribeProjectVersionsCommand,
  DetectLabelsCommand,
  DetectTextCommand,
  RekognitionClient,
  StartProjectVersionCommand,
} from "@aws-sdk/client-rekognition";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRekognition } from "../../src/entrypoints/embedded/start-rekognition.ts";
import type { Role } from "../../src/ports/token-store.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { type EmbeddedPlatform, wireEmbedded } from "../../src/wiring/wire-embedded.ts";
import { drawLabel } from "../support/draw-label.ts";
import { drawStopSign, STOP_SIGN } from "../support/draw-stop-sign.ts";
import { taughtModel } from "../support/test-rekognition.ts";

let home: string;
let embedded: EmbeddedPlatform;
let service: Awaited<ReturnType<typeof startRekognition>>;
let client: RekognitionClient;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-rekognition-"));
  const config = readConfig({ PARTPROOF_HOME: home, PARTPROOF_REKOGNITION_PORT: "0" });
  embedded = await wireEmbedded(config);
  service = await startRekognition(embedded, config);
  client = await connect("camera");
});

/** A client with a key of that role. */
async function connect(role: Role, endpoint = service.url): Promise<RekognitionClient> {
  const { secret, info } = await embedded.accessKeys.create({ name: "test", role }, "2026-03-01T08:00:00Z");
  return new RekognitionClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: info.id, secretAccessKey: secret },
  });
}

afterAll(async () => {
  client.destroy();
  await service.stop();
  await embedded.close();
  await rm(home, { recursive: true, force: true });
});

test("DetectLabels sees what is on a photo, and where", async () => {
  const Image = { Bytes: await drawStopSign() };

  const { Labels = [], LabelModelVersion } = await client.send(new DetectLabelsCommand({ Image }));

  const sign = Labels.find(({ Name }) => Name === "Stopsign");
  const [instance] = sign?.Instances ?? [];
  expect(sign?.Confidence).toBeGreaterThan(90);
  expect(instance?.BoundingBox?.Left).toBeCloseTo(STOP_SIGN.left, 1);
  expect(instance?.BoundingBox?.Top).toBeCloseTo(STOP_SIGN.top, 1);
  expect(instance?.BoundingBox?.Height).toBeCloseTo(STOP_SIGN.height, 1);
  expect(LabelModelVersion).toMatch(/^[0-9a-f]{12}$/);
});

test("DetectText reads the words of a label", async () => {
  const { photo } = await drawLabel(["SERIAL 4711-K", "MADE IN ULM"], { fontPx: 36 });
  const raw = { width: photo.width, height: photo.height, channels: 3 } as const;
  const Bytes = await sharp(photo.pixels, { raw }).png().toBuffer();

  const { TextDetections = [] } = await client.send(new DetectTextCommand({ Image: { Bytes } }));

  const words = TextDetections.filter(({ Type }) => Type === "WORD").map(({ DetectedText }) => DetectedText);
  expect(words).toEqual(["SERIAL", "4711-K", "MADE", "IN", "ULM"]);
});

test("A version that was started still runs for the server that starts next", async () => {
  await embedded.models.put("screws", taughtModel(["screw"]), "2026-03-01T08:00:00Z");
  const quality = await connect("quality");
  const versionOf = async (asked: RekognitionClient) => {
    const { ProjectDescriptions = [] } = await asked.send(new DescribeProjectsCommand());
    const ProjectArn = ProjectDescriptions[0]?.ProjectArn;
    const { ProjectVersionDescriptions } = await asked.send(
      new DescribeProjectVersionsCommand({ ProjectArn }),
    );
    return ProjectVersionDescriptions?.[0];
  };
  const ProjectVersionArn = (await versionOf(quality))?.ProjectVersionArn;
  await quality.send(new StartProjectVersionCommand({ ProjectVersionArn, MinInferenceUnits: 1 }));

  const config = readConfig({ PARTPROOF_HOME: home, PARTPROOF_REKOGNITION_PORT: "0" });
  const nextPlatform = await wireEmbedded(config);
  const nextService = await startRekognition(nextPlatform, config, { transitionMs: 0 });
  const nextClient = await connect("auditor", nextService.url);
  const version = await versionOf(nextClient);
  quality.destroy();
  nextClient.destroy();
  await nextService.stop();
  await nextPlatform.close();

  expect(version).toMatchObject({ ProjectVersionArn, Status: "RUNNING" });
});
