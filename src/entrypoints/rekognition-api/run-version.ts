import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { readCard } from "../../recognition/lesson-card.ts";
import { adoptModels } from "./adopt-models.ts";
import { findVersion } from "./find-version.ts";
import { operation, type Services } from "./operation.ts";
import { statusOf, type WireStatus } from "./version-status.ts";
import { WireError } from "./wire-error.ts";

const arnSchema = z.string().min(20).max(2048);
const startSchema = z
  .strictObject({
    ProjectVersionArn: arnSchema,
    MinInferenceUnits: z.int().min(1).max(5),
    MaxInferenceUnits: z.int().min(1).max(5).optional(),
  })
  .refine((input) => (input.MaxInferenceUnits ?? input.MinInferenceUnits) >= input.MinInferenceUnits, {
    path: ["MaxInferenceUnits"],
    message: "at least MinInferenceUnits",
  });

/** Reads and checks the model, and takes from its card from which confidence on each label counts. */
export const startProjectVersion = operation("change", startSchema, async (input, { services }) => {
  await adoptModels(services);
  const version = await findVersion(services, input.ProjectVersionArn);
  refuseUnless(statusNow(services, version), ["TRAINING_COMPLETED", "STOPPED", "FAILED"], "started");
  const { model } = version;
  if (!model) throw new PartproofError("internal", "A trained version has no model.");
  const changedMs = services.now().getTime();
  const from = ["trained", "stopped", "failed"] as const;
  try {
    const { content } = await services.models.get(model.name, model.version);
    const parts = readCard(content).card.proposal?.parts ?? [];
    const details = {
      ...version.details,
      minInferenceUnits: input.MinInferenceUnits,
      maxInferenceUnits: input.MaxInferenceUnits,
      thresholds: Object.fromEntries(parts.map(({ label, minConfidence }) => [label, minConfidence])),
    };
    const started = await services.projects.change(version, from, {
      state: "running",
      changedMs,
      model,
      details,
    });
    if (!started) throw changedMeanwhile();
    return { Status: "STARTING" };
  } catch (error) {
    if (!(error instanceof PartproofError) || !["damaged", "not-found"].includes(error.code)) throw error;
    const { details } = version;
    const failed = { state: "failed" as const, changedMs, message: error.message, model, details };
    await services.projects.change(version, from, failed);
    return { Status: "FAILED" };
  }
});

const stopSchema = z.strictObject({ ProjectVersionArn: arnSchema });

export const stopProjectVersion = operation("change", stopSchema, async (input, { services }) => {
  const version = await findVersion(services, input.ProjectVersionArn);
  refuseUnless(statusNow(services, version), ["RUNNING"], "stopped");
  const { model, details } = version;
  const changedMs = services.now().getTime();
  const to = { state: "stopped" as const, changedMs, model, details };
  if (!(await services.projects.change(version, ["running"], to))) throw changedMeanwhile();
  return { Status: "STOPPING" };
});

function statusNow(services: Services, version: Parameters<typeof statusOf>[0]): WireStatus {
  return statusOf(version, services.now().getTime(), services.transitionMs);
}

function refuseUnless(status: WireStatus, expected: readonly WireStatus[], what: string): void {
  if (expected.includes(status)) return;
  const message = `The version is ${status}; only one that is ${expected.join(" or ")} can be ${what}.`;
  throw new WireError("ResourceInUseException", message);
}

function changedMeanwhile(): WireError {
  return new WireError(
    "ResourceInUseException",
    "The version was changed at the same moment. Describe it again.",
  );
}
