import type { ProjectVersion } from "../../ports/project-store.ts";
import { versionArn } from "./arn.ts";
import { versionDetailsSchema } from "./version-details.ts";
import { statusMessageOf, statusOf } from "./version-status.ts";
import { timestamp } from "./wire-shapes.ts";

/** A version as the wire describes it; what is not known is not there. */
export function describeVersion(
  version: ProjectVersion,
  { region, nowMs, transitionMs }: { region: string; nowMs: number; transitionMs: number },
): object {
  const details = versionDetailsSchema.parse(version.details);
  const status = statusOf(version, nowMs, transitionMs);
  const wire = {
    ProjectVersionArn: versionArn(version, region),
    CreationTimestamp: timestamp(version.createdMs),
    Status: status,
    StatusMessage: statusMessageOf(version, status),
    Feature: "CUSTOM_LABELS",
    VersionDescription: details.description,
    OutputConfig: details.output,
    TrainingDataResult: details.training && { Input: details.training },
    TestingDataResult: details.testing && { Input: details.testing },
    TrainingEndTimestamp:
      details.trainingEndedMs === undefined ? undefined : timestamp(details.trainingEndedMs),
    BillableTrainingTimeInSeconds: details.trainingSeconds,
    EvaluationResult: details.f1Score === undefined ? undefined : { F1Score: details.f1Score },
    MinInferenceUnits: details.minInferenceUnits,
    MaxInferenceUnits: details.maxInferenceUnits,
  };
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined));
}
