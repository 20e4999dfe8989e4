import { PartproofError } from "../../domain/errors.ts";
import type { Project } from "../../ports/project-store.ts";
import type { Services } from "./operation.ts";

/**
 * Offers models that were taught or imported outside of this service: the newest version of each becomes a version
 * of the project of its name, called like the model's version. What a client deleted is not offered again.
 */
export async function adoptModels({ models, projects, now }: Services): Promise<void> {
  const known = new Map((await projects.list()).map((project) => [project.name, project]));
  for (const { name, version, createdAt } of await models.list()) {
    if (await projects.knowsModel({ name, version })) continue;
    const createdMs = Date.parse(createdAt);
    try {
      const project: Project = known.get(name) ?? (await projects.create(name, createdMs));
      // A training under way has stored its model, maybe, but not yet said that it is its own.
      const versions = await projects.versions(project);
      if (versions.some(({ state }) => state === "training")) continue;
      await projects.addVersion({
        project,
        name: version,
        createdMs,
        state: "trained",
        changedMs: now().getTime(),
        model: { name, version },
        details: {},
      });
    } catch (error) {
      // Another process adopted it at the same moment.
      if (!(error instanceof PartproofError && error.code === "conflict")) throw error;
    }
  }
}
