import type { Project, ProjectVersion, VersionKey } from "../../ports/project-store.ts";
import { WireError } from "./wire-error.ts";

/** There are no accounts here. Any account and region is understood; answers name this one and the caller's region. */
const ACCOUNT = "000000000000";
const HEAD = String.raw`^arn:aws(?:-[a-z-]+)?:rekognition:[a-z0-9-]+:\d{12}:project\/([a-zA-Z0-9_.-]{1,255})`;
const PROJECT = new RegExp(String.raw`${HEAD}\/(\d{1,15})$`);
const VERSION = new RegExp(String.raw`${HEAD}\/version\/([a-zA-Z0-9_.-]{1,255})\/(\d{1,15})$`);

export function projectArn({ name, createdMs }: Project, region: string): string {
  return `arn:aws:rekognition:${region}:${ACCOUNT}:project/${name}/${createdMs}`;
}

export function versionArn({ project, name, createdMs }: VersionKey, region: string): string {
  return `arn:aws:rekognition:${region}:${ACCOUNT}:project/${project.name}/version/${name}/${createdMs}`;
}

/** @throws WireError `InvalidParameterException` */
export function parseProjectArn(arn: string): Project {
  const [, name, createdMs] = PROJECT.exec(arn) ?? [];
  if (name === undefined || createdMs === undefined) {
    throw invalidArn(arn, "of a project, as CreateProject and DescribeProjects give it");
  }
  return { name, createdMs: Number(createdMs) };
}

export type VersionRef = Pick<ProjectVersion, "name" | "createdMs"> & { project: string };

/** The ARN does not say when its project was made. @throws WireError `InvalidParameterException` */
export function parseVersionArn(arn: string): VersionRef {
  const [, project, name, createdMs] = VERSION.exec(arn) ?? [];
  if (project === undefined || name === undefined || createdMs === undefined) {
    throw invalidArn(
      arn,
      "of a project version, as CreateProjectVersion and DescribeProjectVersions give it",
    );
  }
  return { project, name, createdMs: Number(createdMs) };
}

function invalidArn(arn: string, expected: string): WireError {
  const received = JSON.stringify(arn.slice(0, 100));
  return new WireError("InvalidParameterException", `Expected the ARN ${expected}; got ${received}.`);
}
