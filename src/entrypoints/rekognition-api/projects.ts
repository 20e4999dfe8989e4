import { z } from "zod";
import { nameSchema } from "../../domain/recipe.ts";
import { adoptModels } from "./adopt-models.ts";
import { projectArn } from "./arn.ts";
import { findProject } from "./find-version.ts";
import { operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { WireError } from "./wire-error.ts";
import { timestamp } from "./wire-shapes.ts";

const FEATURE = "CUSTOM_LABELS";
const featureSchema = z.enum([FEATURE, "CONTENT_MODERATION"]);
/** As in the service, where it is a quota. */
const MOST_PROJECTS = 100;

const createSchema = z.strictObject({
  // The project's models go by this name in recipes too, so it has to be one.
  ProjectName: nameSchema,
  Feature: featureSchema.default(FEATURE),
  AutoUpdate: z.enum(["ENABLED", "DISABLED"]).optional(),
  Tags: z.record(z.string().min(1).max(128), z.string().max(256)).optional(),
});

export const createProject = operation("change", createSchema, async (input, { services, region }) => {
  if (input.Feature !== FEATURE || input.AutoUpdate !== undefined) {
    const message = `Feature: only ${FEATURE} is supported here, and it takes no AutoUpdate.`;
    throw new WireError("InvalidParameterException", message);
  }
  await adoptModels(services);
  if ((await services.projects.list()).length >= MOST_PROJECTS) {
    throw new WireError("LimitExceededException", `There are ${MOST_PROJECTS} projects; delete one first.`);
  }
  const project = await services.projects.create(input.ProjectName, services.now().getTime());
  return { ProjectArn: projectArn(project, region) };
});

const describeSchema = z.strictObject({
  NextToken: z.string().max(1024).optional(),
  MaxResults: z.int().min(1).max(100).optional(),
  ProjectNames: z.array(z.string().min(1).max(255)).min(1).max(10).optional(),
  Features: z.array(featureSchema).min(1).max(2).optional(),
});

export const describeProjects = operation("describe", describeSchema, async (input, { services, region }) => {
  const { ProjectNames, Features = [FEATURE] } = input;
  await adoptModels(services);
  const all = Features.includes(FEATURE) ? await services.projects.list() : [];
  const asked = all.filter(({ name }) => ProjectNames === undefined || ProjectNames.includes(name));
  const { page, NextToken } = pageOf(asked, ({ name, createdMs }) => `${name}/${createdMs}`, input);
  return {
    ProjectDescriptions: page.map((project) => ({
      ProjectArn: projectArn(project, region),
      CreationTimestamp: timestamp(project.createdMs),
      Status: "CREATED",
      Datasets: [],
      Feature: FEATURE,
    })),
    ...(NextToken === undefined ? {} : { NextToken }),
  };
});

const deleteSchema = z.strictObject({ ProjectArn: z.string().min(20).max(2048) });

/** It takes no time here, but a client of the service expects to be told that it has begun. */
export const deleteProject = operation("change", deleteSchema, async ({ ProjectArn }, { services }) => {
  await services.projects.remove(await findProject(services, ProjectArn));
  return { Status: "DELETING" };
});
