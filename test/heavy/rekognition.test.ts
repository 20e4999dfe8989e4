import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  CreateProjectCommand,
  CreateProjectVersionCommand,
  DescribeProjectVersionsCommand,
  RekognitionClient,
  waitUntilProjectVersionTrainingCompleted,
} from "@aws-sdk/client-rekognition";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startRekognition } from "../../src/entrypoints/embedded/start-rekognition.ts";
import { controlBox } from "../../src/simulator/control-box.ts";
import { planPhoto } from "../../src/simulator/plan-photo.ts";
import { drawPhotos } from "../../src/simulator/write-dataset.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { type EmbeddedPlatform, wireEmbedded } from "../../src/wiring/wire-embedded.ts";
import { drawStopSign } from "../support/draw-stop-sign.ts";
import { startObjectServer } from "../support/object-server.ts";

const PHOTOS = 15;
const SEED = 7;
const PROJECT = "control-box";
const python = process.env["PARTPROOF_TEST_PYTHON"];
const program = fileURLToPath(new URL("../aws/rekognition_client.py", import.meta.url));
const run = promisify(execFile);

let home: string;
let objects: Awaited<ReturnType<typeof startObjectServer>>;
let embedded: EmbeddedPlatform;
let service: Awaited<ReturnType<typeof startRekognition>>;
let keys: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-rekognition-"));
  objects = await startObjectServer(await drawTrainingSet());
  // The SDK of the service finds its credentials for S3 where AWS says they are.
  process.env["AWS_ACCESS_KEY_ID"] = "any";
  process.env["AWS_SECRET_ACCESS_KEY"] = "any";
  const config = readConfig({
    PARTPROOF_HOME: home,
    PARTPROOF_REKOGNITION_PORT: "0",
    PARTPROOF_S3_ENDPOINT: objects.url,
    PARTPROOF_LOG_LEVEL: "error",
  });
  embedded = await wireEmbedded(config);
  service = await startRekognition(embedded, config, { lesson: { look: "find", effort: "quick" } });
  const { secret, info } = await embedded.accessKeys.create(
    { name: "test", role: "quality" },
    new Date().toISOString(),
  );
  keys = { AWS_ACCESS_KEY_ID: info.id, AWS_SECRET_ACCESS_KEY: secret };
});

afterAll(async () => {
  await service.stop();
  await embedded.close();
  await objects.stop();
  await rm(home, { recursive: true, force: true });
});

/** A manifest as SageMaker Ground Truth writes it, and its photos, by bucket and key. */
async function drawTrainingSet(): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  const labels = [...new Set(controlBox.parts.map(({ label }) => label))];
  const lines: string[] = [];
  for await (const { jpeg, truth } of drawPhotos({ design: controlBox, seed: SEED, count: PHOTOS })) {
    const { width, height } = planPhoto(controlBox, SEED, truth.index);
    contents.set(`photos/${truth.serial}.jpg`, jpeg);
    const annotations = truth.parts
      .filter(({ present }) => present)
      .map(({ label, box }) => ({
        class_id: labels.indexOf(label),
        left: Math.round(box.left * width),
        top: Math.round(box.top * height),
        width: Math.round(box.width * width),
        height: Math.round(box.height * height),
      }));
    lines.push(
      JSON.stringify({
        "source-ref": `s3://photos/${truth.serial}.jpg`,
        parts: { image_size: [{ width, height, depth: 3 }], annotations },
        "parts-metadata": {
          "class-map": Object.fromEntries(labels.map((label, at) => [`${at}`, label])),
          type: "groundtruth/object-detection",
        },
      }),
    );
  }
  contents.set("labels/train.manifest", Buffer.from(lines.join("\n")));
  return contents;
}

describe("a client of Rekognition, with our recognizer behind the endpoint", () => {
  test("trains a version from a manifest in S3", async () => {
    const client = new RekognitionClient({
      endpoint: service.url,
      region: "eu-central-1",
      credentials: { accessKeyId: keys.AWS_ACCESS_KEY_ID, secretAccessKey: keys.AWS_SECRET_ACCESS_KEY },
    });
    const startedAt = performance.now();

    const { ProjectArn } = await client.send(new CreateProjectCommand({ ProjectName: PROJECT }));
    await client.send(
      new CreateProjectVersionCommand({
        ProjectArn,
        VersionName: "first",
        OutputConfig: { S3Bucket: "results" },
        TrainingData: {
          Assets: [{ GroundTruthManifest: { S3Object: { Bucket: "labels", Name: "train.manifest" } } }],
        },
        TestingData: { AutoCreate: true },
      }),
    );
    await waitUntilProjectVersionTrainingCompleted(
      { client, maxWaitTime: 1200, minDelay: 1, maxDelay: 2 },
      { ProjectArn },
    );
    const { ProjectVersionDescriptions } = await client.send(
      new DescribeProjectVersionsCommand({ ProjectArn }),
    );
    client.destroy();

    const f1 = ProjectVersionDescriptions?.[0]?.EvaluationResult?.F1Score;
    console.log(`trained in ${((performance.now() - startedAt) / 1000).toFixed(0)} s, F1 ${f1?.toFixed(3)}`);
    expect(f1).toBeGreaterThan(0.8);
  });

  /** Another client than ours finds what ours forgives. Needs a Python with test/requirements.txt. */
  describe.skipIf(!python)("written in Python", () => {
    const environment = () => ({
      PATH: process.env["PATH"],
      HOME: home,
      AWS_DEFAULT_REGION: "eu-central-1",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ENDPOINT_URL_REKOGNITION: service.url,
      ...keys,
    });

    test("boto3: every call but those of training", async () => {
      const photo = join(home, "box.jpg");
      for await (const { jpeg } of drawPhotos({ design: controlBox, seed: SEED, first: 100, count: 1 })) {
        await writeFile(photo, jpeg);
      }

      const { stdout } = await run(python ?? "", [program, photo, PROJECT], { env: environment() });

      const said = JSON.parse(stdout);
      expect(said).toMatchObject({
        refusal: "InvalidImageFormatException",
        created: new Date().getFullYear(),
        stopped: "ResourceNotReadyException",
      });
      expect(said.f1).toBeGreaterThan(0.8);
      expect(said.custom).toContain("screw");
    });

    test("the AWS CLI: labels of a photo", async () => {
      const photo = join(home, "sign.jpg");
      await writeFile(photo, await drawStopSign());
      const call = ["rekognition", "detect-labels", "--image-bytes", `fileb://${photo}`, "--output", "json"];

      const { stdout } = await run(python ?? "", ["-m", "awscli", ...call], { env: environment() });

      expect(JSON.parse(stdout).Labels.map(({ Name }: { Name: string }) => Name)).toContain("Stopsign");
    });
  });
});
