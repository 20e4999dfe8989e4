import type { Project, ProjectVersion } from "../../ports/project-store.ts";
import { adoptModels } from "./adopt-models.ts";
import { parseProjectArn, parseVersionArn } from "./arn.ts";
import type { Services } from "./operation.ts";
import { WireError } from "./wire-error.ts";

/** @throws WireError `InvalidParameterException`, `ResourceNotFoundException` */
export async function findProject(services: Services, arn: string): Promise<Project> {
  const { name, createdMs } = parseProjectArn(arn);
  await adoptModels(services);
  const project = (await services.projects.list()).find(
    (known) => known.name === name && known.createdMs === createdMs,
  );
  if (!project) throw new WireError("ResourceNotFoundException", `There is no project ${arn}.`);
  return project;
}

/** @throws WireError `InvalidParameterException`, `ResourceNotFoundException` */
export async function findVersion(services: Services, arn: string): Promise<ProjectVersion> {
  const ref = parseVersionArn(arn);
  const project = (await services.projects.list()).find(({ name }) => name === ref.project);
  const version = project && (await services.projects.version({ ...ref, project }));
  if (!version) throw new WireError("ResourceNotFoundException", `There is no project version ${arn}.`);
  return version;
}
