import { detectCustomLabels } from "./detect-custom-labels.ts";
import { detectLabels } from "./detect-labels.ts";
import { detectText } from "./detect-text.ts";
import type { Operation } from "./operation.ts";
import { createProjectVersion, deleteProjectVersion, describeProjectVersions } from "./project-versions.ts";
import { createProject, deleteProject, describeProjects } from "./projects.ts";
import { startProjectVersion, stopProjectVersion } from "./run-version.ts";

/** Every call that is answered, by its name in X-Amz-Target. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ["DetectLabels", detectLabels],
  ["DetectCustomLabels", detectCustomLabels],
  ["DetectText", detectText],
  ["CreateProject", createProject],
  ["DescribeProjects", describeProjects],
  ["DeleteProject", deleteProject],
  ["CreateProjectVersion", createProjectVersion],
  ["DescribeProjectVersions", describeProjectVersions],
  ["StartProjectVersion", startProjectVersion],
  ["StopProjectVersion", stopProjectVersion],
  ["DeleteProjectVersion", deleteProjectVersion],
]);
