import type { Inspection } from "../domain/inspection.ts";
import type { RecipeRef } from "../domain/recipe.ts";
import type { TelemetryEvent } from "../ports/telemetry.ts";
import { describeError, hideSecrets, type LoggedError, safeContext } from "./describe-error.ts";

/** How much somebody should care. */
export type LogLevel = "info" | "warn" | "error";

export function levelOf(event: TelemetryEvent): LogLevel {
  switch (event.event) {
    case "inspection-buried":
      return "error";
    case "message-failed":
      return event.willRetry ? "warn" : "error";
    case "evidence-verified":
      return event.intact ? "info" : "error";
    case "photos-reconciled":
      return event.unaccounted === 0 ? "info" : "error";
    case "inspection-retried":
    case "inspection-recovered":
    case "jobs-woken":
    case "intake-paused":
    case "intake-failed":
      return "warn";
    default:
      return "info";
  }
}

/** An event for the log, with the inspection id wherever there is one and no secret in any text. */
export function fieldsOf(event: TelemetryEvent): Record<string, unknown> {
  if (event.event === "inspection-completed") {
    return { event: event.event, ...inspectionFields(event.inspection) };
  }
  if (event.event === "image-received") return { ...event, recipe: nameOf(event.recipe) };
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      typeof value === "string" ? hideSecrets(value) : value,
    ]),
  );
}

/** An unexpected error for the log. */
export function failureFields(
  doing: string,
  error: unknown,
  context: Record<string, string>,
): { event: "failed"; doing: string; error: LoggedError } {
  return { ...safeContext(context), event: "failed", doing, error: describeError(error) };
}

/** What support asks for; detections and findings are in the record. */
function inspectionFields(inspection: Inspection): Record<string, unknown> {
  const { id, verdict, source, recipe, recognizer, reasons, rejectReason, timingsMs, evidence } = inspection;
  return {
    inspectionId: id,
    verdict,
    recipe: nameOf(recipe),
    line: source.line,
    serial: source.serial,
    model: recognizer && `${recognizer.model}@${recognizer.version}`,
    reasons: reasons.slice(0, 20),
    rejectReason,
    timingsMs,
    sequence: evidence.sequence,
  };
}

function nameOf({ id, version }: RecipeRef): string {
  return `${id}@${version}`;
}
