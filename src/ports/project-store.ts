/** A name under which models are taught, and when it was made: a name may be used again after it was deleted. */
export type Project = { name: string; createdMs: number };

/**
 * `training` → `trained` or `training-failed`; a trained one can be `running`, `stopped` and `running` again.
 * `failed`: its model could not be loaded.
 */
export type VersionState = "training" | "trained" | "training-failed" | "running" | "stopped" | "failed";

export type VersionKey = { project: Project; name: string; createdMs: number };

/** One model of a project. */
export type ProjectVersion = VersionKey & {
  state: VersionState;
  /** When the state began; while training, when the trainer last said that it is alive. */
  changedMs: number;
  /** For a person: how far the training is, or why it failed. */
  message?: string | undefined;
  /** Which model of the model store it is, once there is one. */
  model?: { name: string; version: string } | undefined;
  /** What callers said of it and training found out; plain JSON, kept as it came. */
  details: Record<string, unknown>;
};

/** Projects and their versions. What is deleted is hidden, never forgotten: its model is not offered again. */
export interface ProjectStore {
  /** @throws PartproofError `conflict` when there is one of that name */
  create(name: string, nowMs: number): Promise<Project>;
  /** By age, the newest first. */
  list(): Promise<Project[]>;
  /** @throws PartproofError `not-found`; `conflict` while it has versions */
  remove(project: Project): Promise<void>;
  /** @throws PartproofError `not-found` for the project, `conflict` when it has a version of that name */
  addVersion(version: ProjectVersion): Promise<void>;
  /** By age, the newest first. */
  versions(project: Project): Promise<ProjectVersion[]>;
  version(key: VersionKey): Promise<ProjectVersion | undefined>;
  /** Changes a version if it is in one of the states `from`; so of two at once, one wins. @returns whether it was */
  change(
    key: VersionKey,
    from: readonly VersionState[],
    to: Pick<ProjectVersion, "state" | "changedMs" | "message" | "model" | "details">,
  ): Promise<boolean>;
  /** @throws PartproofError `not-found` */
  removeVersion(key: VersionKey): Promise<void>;
  /** Whether a version, also a deleted one, is this model. */
  knowsModel(model: { name: string; version: string }): Promise<boolean>;
}
