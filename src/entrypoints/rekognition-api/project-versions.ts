import { z } from "zod";
import type { ProjectVersion } from "../../ports/project-store.ts";
import { adoptModels } from "./adopt-models.ts";
import { versionArn } from "./arn.ts";
import { describeVersion } from "./describe-version.ts";
import { findProject, findVersion } from "./find-version.ts";
import { operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { outputConfigSchema, testingDataSchema, trainingDataSchema } from "./version-details.ts";
import { statusOf } from "./version-status.ts";
import { WireError } from "./wire-error.ts";

const arnSchema = z.string().min(20).max(2048);
const versionNameSchema = z.string().regex(/^[a-zA-Z0-9_.-]{1,255}$/, "letters, digits, _ . or -");
/** One is taught at a time; so many may wait. */
const MOST_TRAININGS = 5;

const createSchema = z.strictObject({
  ProjectArn: arnSchema,
  VersionName: versionNameSchema,
  OutputConfig: outputConfigSchema,
  TrainingData: trainingDataSchema,
  TestingData: testingDataSchema,
  Tags: z.record(z.string().min(1).max(128), z.string().max(256)).optional(),
  VersionDescription: z.string().min(1).max(255).optional(),
  // Known, so that they are refused for what they are and not as mistakes.
  KmsKeyId: z.string().optional(),
  FeatureConfig: z.looseObject({}).optional(),
});

/** Begins to teach and answers at once. */
export const createProjectVersion = operation("change", createSchema, async (input, { services, region }) => {
  if (input.KmsKeyId !== undefined || input.FeatureConfig !== undefined) {
    const message = "KmsKeyId and FeatureConfig are not supported here; leave them out.";
    throw new WireError("InvalidParameterException", message);
  }
  const project = await findProject(services, input.ProjectArn);
  const { trainer } = services;
  if (!trainer) {
    const message =
      "Training reads its manifest from S3: the operator of this server has to set PARTPROOF_S3_ENDPOINT.";
    throw new WireError("InvalidParameterException", message);
  }
  if (trainer.underWay() >= MOST_TRAININGS) {
    throw new WireError("LimitExceededException", `${MOST_TRAININGS} trainings are under way; wait for one.`);
  }
  const nowMs = services.now().getTime();
  const version: ProjectVersion = {
    project,
    name: input.VersionName,
    createdMs: nowMs,
    state: "training",
    changedMs: nowMs,
    message: "The training begins.",
    details: {
      description: input.VersionDescription,
      output: input.OutputConfig,
      training: input.TrainingData,
      testing: input.TestingData,
    },
  };
  await services.projects.addVersion(version);
  trainer.begin(version);
  return { ProjectVersionArn: versionArn(version, region) };
});

const describeSchema = z.strictObject({
  ProjectArn: arnSchema,
  VersionNames: z.array(versionNameSchema).min(1).max(10).optional(),
  NextToken: z.string().max(1024).optional(),
  MaxResults: z.int().min(1).max(100).optional(),
});

export const describeProjectVersions = operation(
  "describe",
  describeSchema,
  async (input, { services, region }) => {
    const { VersionNames } = input;
    const project = await findProject(services, input.ProjectArn);
    const asked = (await services.projects.versions(project)).filter(
      ({ name }) => VersionNames === undefined || VersionNames.includes(name),
    );
    const { page, NextToken } = pageOf(asked, ({ name, createdMs }) => `${name}/${createdMs}`, input);
    const view = { region, nowMs: services.now().getTime(), transitionMs: services.transitionMs };
    return {
      ProjectVersionDescriptions: page.map((version) => describeVersion(version, view)),
      ...(NextToken === undefined ? {} : { NextToken }),
    };
  },
);

const deleteSchema = z.strictObject({ ProjectVersionArn: arnSchema });

/** The model itself stays in the model store: evidence may refer to it. */
export const deleteProjectVersion = operation("change", deleteSchema, async (input, { services }) => {
  await adoptModels(services);
  const version = await findVersion(services, input.ProjectVersionArn);
  const status = statusOf(version, services.now().getTime(), services.transitionMs);
  if (["TRAINING_IN_PROGRESS", "STARTING", "RUNNING", "STOPPING"].includes(status)) {
    throw new WireError("ResourceInUseException", `The version is ${status}; stop it first, or wait.`);
  }
  await services.projects.removeVersion(version);
  return { Status: "DELETING" };
});
