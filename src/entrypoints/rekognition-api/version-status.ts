import type { ProjectVersion } from "../../ports/project-store.ts";

export type WireStatus =
  | "TRAINING_IN_PROGRESS"
  | "TRAINING_COMPLETED"
  | "TRAINING_FAILED"
  | "STARTING"
  | "RUNNING"
  | "FAILED"
  | "STOPPING"
  | "STOPPED";

/** How often a trainer says that it is alive, and when it is taken for dead. */
export const HEARTBEAT_MS = 5_000;
const DEAD_AFTER_MS = 60_000;

/**
 * What a version is, in the service's words. Starting and stopping take `transitionMs`, by the clock alone, and a
 * training nobody reports on has died with its process: so no status can be left hanging by a crash.
 */
export function statusOf(
  { state, changedMs }: ProjectVersion,
  nowMs: number,
  transitionMs: number,
): WireStatus {
  const isChanging = nowMs < changedMs + transitionMs;
  switch (state) {
    case "training":
      return nowMs > changedMs + DEAD_AFTER_MS ? "TRAINING_FAILED" : "TRAINING_IN_PROGRESS";
    case "trained":
      return "TRAINING_COMPLETED";
    case "training-failed":
      return "TRAINING_FAILED";
    case "running":
      return isChanging ? "STARTING" : "RUNNING";
    case "stopped":
      return isChanging ? "STOPPING" : "STOPPED";
    case "failed":
      return "FAILED";
  }
}

/** What a person should know of the status. */
export function statusMessageOf(version: ProjectVersion, status: WireStatus): string | undefined {
  if (version.state === "training" && status === "TRAINING_FAILED") {
    return "The server stopped during the training. Delete this version and create another.";
  }
  return version.message;
}
