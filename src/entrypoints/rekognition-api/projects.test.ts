import {
  CreateProjectCommand,
  CreateProjectVersionCommand,
  type CreateProjectVersionCommandInput,
  DeleteProjectCommand,
  DeleteProjectVersionCommand,
  DescribeProjectsCommand,
  DescribeProjectVersionsCommand,
  DetectCustomLabelsCommand,
  paginateDescribeProjects,
  type RekognitionClient,
  StartProjectVersionCommand,
  StopProjectVersionCommand,
  waitUntilProjectVersionTrainingCompleted,
} from "@aws-sdk/client-rekognition";
import { expect, test } from "vitest";
import { jpeg } from "../../../test/support/test-platform.ts";
import { createTestRekognition, taughtModel } from "../../../test/support/test-rekognition.ts";
import type { LabelledPhoto } from "../../recognition/labelled-photo.ts";

const photo = await jpeg();
const line = (key: string, label = "screw") =>
  JSON.stringify({
    "source-ref": `s3://photos/${key}`,
    boxes: {
      image_size: [{ width: 120, height: 90, depth: 3 }],
      annotations: [{ class_id: 0, left: 12, top: 9, width: 24, height: 18 }],
    },
    "boxes-metadata": { "class-map": { "0": label }, type: "groundtruth/object-detection" },
  });
const keys = ["a/1.jpg", "b/1.jpg", "c.jpg", "d.jpg", "e.jpg"];
const objects = {
  "labels/train.manifest": keys.map((key) => line(key)).join("\n"),
  "labels/test.manifest": line("test.jpg"),
  "labels/wrong.manifest": `${line("c.jpg")}\n{`,
  "labels/lost.manifest": line("nowhere.jpg"),
  "labels/text.manifest": `${line("c.jpg")}\n${line("text.jpg")}`,
  "photos/text.jpg": "no photo",
  "labels/single.manifest": line("c.jpg"),
  ...Object.fromEntries([...keys, "test.jpg"].map((key) => [`photos/${key}`, photo])),
};
const asset = (Name: string) => ({ GroundTruthManifest: { S3Object: { Bucket: "labels", Name } } });
const found = [{ label: "screw", confidence: 0.9, box: { left: 0.1, top: 0.1, width: 0.2, height: 0.2 } }];

const training = (
  ProjectArn: string | undefined,
  manifest = "train.manifest",
): CreateProjectVersionCommandInput => ({
  ProjectArn,
  VersionName: "first",
  OutputConfig: { S3Bucket: "results", S3KeyPrefix: "screws" },
  TrainingData: { Assets: [asset(manifest)] },
  TestingData: { AutoCreate: true },
});

async function describeOnly(client: RekognitionClient, ProjectArn: string | undefined) {
  const { ProjectVersionDescriptions = [] } = await client.send(
    new DescribeProjectVersionsCommand({ ProjectArn }),
  );
  return ProjectVersionDescriptions[0] ?? {};
}

async function trained(client: RekognitionClient, input: CreateProjectVersionCommandInput) {
  await client.send(new CreateProjectVersionCommand(input));
  for (;;) {
    const version = await describeOnly(client, input.ProjectArn);
    if (version.Status !== "TRAINING_IN_PROGRESS") return version;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("A version is trained from a manifest in S3, started, looks, is stopped and deleted", async () => {
  const lessons: (readonly LabelledPhoto[])[] = [];
  const teach = async (examples: readonly LabelledPhoto[]) => {
    lessons.push(examples);
    return taughtModel(["screw"]);
  };
  const { client, models } = await createTestRekognition({ objects, teach, detections: found });

  const { ProjectArn } = await client.send(new CreateProjectCommand({ ProjectName: "screws" }));
  const { ProjectVersionArn } = await client.send(new CreateProjectVersionCommand(training(ProjectArn)));
  await waitUntilProjectVersionTrainingCompleted(
    { client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
    { ProjectArn },
  );
  const description = await describeOnly(client, ProjectArn);

  expect(lessons.map((examples) => examples.length)).toEqual([4]);
  expect(description).toMatchObject({
    ProjectVersionArn,
    Status: "TRAINING_COMPLETED",
    EvaluationResult: { F1Score: 1 },
    OutputConfig: { S3Bucket: "results", S3KeyPrefix: "screws" },
    TrainingDataResult: { Input: { Assets: [asset("train.manifest")] } },
    TestingDataResult: { Input: { AutoCreate: true } },
    BillableTrainingTimeInSeconds: expect.any(Number),
    TrainingEndTimestamp: expect.any(Date),
  });
  expect(await models.list()).toMatchObject([{ name: "screws" }]);

  const look = () =>
    client.send(new DetectCustomLabelsCommand({ ProjectVersionArn, Image: { Bytes: photo } }));
  await expect(look()).rejects.toMatchObject({ name: "ResourceNotReadyException" });
  const start = new StartProjectVersionCommand({
    ProjectVersionArn,
    MinInferenceUnits: 2,
    MaxInferenceUnits: 3,
  });
  expect((await client.send(start)).Status).toBe("STARTING");
  expect(await describeOnly(client, ProjectArn)).toMatchObject({
    Status: "RUNNING",
    MinInferenceUnits: 2,
    MaxInferenceUnits: 3,
  });
  expect((await look()).CustomLabels).toMatchObject([{ Name: "screw" }]);
  await expect(client.send(start)).rejects.toMatchObject({ name: "ResourceInUseException" });
  const deletion = new DeleteProjectVersionCommand({ ProjectVersionArn });
  await expect(client.send(deletion)).rejects.toMatchObject({ name: "ResourceInUseException" });

  const stop = new StopProjectVersionCommand({ ProjectVersionArn });
  expect((await client.send(stop)).Status).toBe("STOPPING");
  expect((await describeOnly(client, ProjectArn)).Status).toBe("STOPPED");
  await expect(look()).rejects.toMatchObject({ name: "ResourceNotReadyException" });
  await expect(client.send(stop)).rejects.toMatchObject({ name: "ResourceInUseException" });
  const deleteProject = new DeleteProjectCommand({ ProjectArn });
  await expect(client.send(deleteProject)).rejects.toMatchObject({ name: "ResourceInUseException" });

  expect((await client.send(deletion)).Status).toBe("DELETING");
  await expect(look()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  expect((await client.send(deleteProject)).Status).toBe("DELETING");
  const { ProjectDescriptions } = await client.send(new DescribeProjectsCommand());
  expect(ProjectDescriptions).toEqual([]);
});

test("A test manifest is tested on, and the whole other one learned from", async () => {
  const lessons: number[] = [];
  const teach = async (examples: readonly LabelledPhoto[]) => {
    lessons.push(examples.length);
    return taughtModel(["screw"]);
  };
  const { client } = await createTestRekognition({ objects, teach });
  const { ProjectArn } = await client.send(new CreateProjectCommand({ ProjectName: "screws" }));

  const version = await trained(client, {
    ...training(ProjectArn),
    TestingData: { Assets: [asset("test.manifest")] },
  });

  expect(lessons).toEqual([5]);
  expect(version.EvaluationResult).toEqual({ F1Score: 0 });
});

test.each([
  ["is not there", "none.manifest", "There is no s3://labels/none.manifest"],
  ["has a line that is no JSON", "wrong.manifest", "s3://labels/wrong.manifest: line 2"],
  ["names a photo that is not there", "lost.manifest", "There is no s3://photos/nowhere.jpg"],
  ["names a file that is no photo", "text.manifest", "its photo teach/line-2.bin cannot be read"],
  ["has too few photos to test on", "single.manifest", "Too few photos"],
])("A training whose manifest %s fails and says so", async (_, manifest, message) => {
  const { client } = await createTestRekognition({ objects });
  const { ProjectArn } = await client.send(new CreateProjectCommand({ ProjectName: "screws" }));

  const version = await trained(client, training(ProjectArn, manifest));

  expect(version.Status).toBe("TRAINING_FAILED");
  expect(version.StatusMessage).toContain(message);
  expect(version.StatusMessage).not.toContain("partproof-test-");
  expect(version.EvaluationResult).toBeUndefined();
});

test("Without S3 nothing can be trained, and the message names the setting", async () => {
  const { client } = await createTestRekognition();
  const { ProjectArn } = await client.send(new CreateProjectCommand({ ProjectName: "screws" }));

  const creating = client.send(new CreateProjectVersionCommand(training(ProjectArn)));

  await expect(creating).rejects.toMatchObject({ name: "InvalidParameterException" });
  await expect(creating).rejects.toThrow("PARTPROOF_S3_ENDPOINT");
});

test("A project and a version have their names alone", async () => {
  const { client } = await createTestRekognition({ objects });
  const create = () => client.send(new CreateProjectCommand({ ProjectName: "screws" }));
  const { ProjectArn } = await create();
  await trained(client, training(ProjectArn));

  const again = () => client.send(new CreateProjectVersionCommand(training(ProjectArn)));

  await expect(create()).rejects.toMatchObject({ name: "ResourceInUseException" });
  await expect(again()).rejects.toMatchObject({ name: "ResourceInUseException" });
});

test("A model that was taught elsewhere is a project with its newest version, until that is deleted", async () => {
  const { client, models } = await createTestRekognition();
  const { version } = await models.put("nuts", taughtModel(["nut"]), "2026-03-01T08:00:00Z");

  const { ProjectDescriptions = [] } = await client.send(
    new DescribeProjectsCommand({ ProjectNames: ["nuts"] }),
  );
  const [{ ProjectArn } = {}] = ProjectDescriptions;
  const { ProjectVersionArn, Status } = await describeOnly(client, ProjectArn);

  expect(ProjectVersionArn).toContain(`project/nuts/version/${version}/`);
  expect(Status).toBe("TRAINING_COMPLETED");
  await client.send(new DeleteProjectVersionCommand({ ProjectVersionArn }));
  expect(await describeOnly(client, ProjectArn)).toEqual({});
});

test("A version whose model is damaged fails to start, and can be started once that is mended", async () => {
  const { client, models } = await createTestRekognition();
  await models.put("nuts", taughtModel(["nut"]), "2026-03-01T08:00:00Z");
  const { ProjectDescriptions = [] } = await client.send(new DescribeProjectsCommand());
  const ProjectArn = ProjectDescriptions[0]?.ProjectArn;
  const { ProjectVersionArn } = await describeOnly(client, ProjectArn);
  const get = models.get;
  models.get = async (name, version) => {
    const { info } = await get(name, version);
    return { info, content: Buffer.from("not a model") };
  };
  const start = new StartProjectVersionCommand({ ProjectVersionArn, MinInferenceUnits: 1 });

  const first = await client.send(start);
  const failed = await describeOnly(client, ProjectArn);
  models.get = get;
  const second = await client.send(start);

  expect(first.Status).toBe("FAILED");
  expect(failed.Status).toBe("FAILED");
  expect(failed.StatusMessage).not.toBe("");
  expect(second.Status).toBe("STARTING");
});

test("Starting takes its time, and nothing can be asked of the version meanwhile", async () => {
  const { client, models, clock } = await createTestRekognition({ transitionMs: 60_000 });
  await models.put("nuts", taughtModel(["nut"]), "2026-03-01T08:00:00Z");
  const { ProjectDescriptions = [] } = await client.send(new DescribeProjectsCommand());
  const ProjectArn = ProjectDescriptions[0]?.ProjectArn;
  const { ProjectVersionArn } = await describeOnly(client, ProjectArn);
  const look = () =>
    client.send(new DetectCustomLabelsCommand({ ProjectVersionArn, Image: { Bytes: photo } }));

  await client.send(new StartProjectVersionCommand({ ProjectVersionArn, MinInferenceUnits: 1 }));
  const starting = await describeOnly(client, ProjectArn);
  await expect(look()).rejects.toMatchObject({ name: "ResourceNotReadyException" });
  clock.offsetMs = 61_000;

  expect(starting.Status).toBe("STARTING");
  expect((await describeOnly(client, ProjectArn)).Status).toBe("RUNNING");
  await expect(look()).resolves.toBeDefined();
});

test("A list comes in pages", async () => {
  const { client } = await createTestRekognition();
  for (const ProjectName of ["a", "b", "c"]) await client.send(new CreateProjectCommand({ ProjectName }));

  const pages: number[] = [];
  for await (const page of paginateDescribeProjects({ client, pageSize: 2 }, {})) {
    pages.push(page.ProjectDescriptions?.length ?? 0);
  }

  expect(pages).toEqual([2, 1]);
});

test.each([
  ["a project", "arn:aws:rekognition:eu-central-1:000000000000:project/none/1", "ResourceNotFoundException"],
  ["an ARN that is none", "arn:aws:s3:::bucket-of-somebody", "InvalidParameterException"],
])("%s that is not there cannot be described", async (_, ProjectArn, name) => {
  const { client } = await createTestRekognition();

  const asking = client.send(new DescribeProjectVersionsCommand({ ProjectArn }));

  await expect(asking).rejects.toMatchObject({ name });
});
