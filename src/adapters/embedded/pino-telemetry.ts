import { type DestinationStream, destination, type Level, pino } from "pino";
import type { Inspection } from "../../domain/inspection.ts";
import type { Telemetry, TelemetryEvent } from "../../ports/telemetry.ts";
import { describeError, hideSecrets, safeContext } from "./describe-error.ts";

const STDERR = 2;

/**
 * JSON lines, one an event, with the inspection id wherever there is one: `grep <id>` tells a photo's story.
 * @param options destination: standard error by default, because standard output belongs to `--json`
 */
export function createPinoTelemetry(options: {
  metrics: { record(event: TelemetryEvent): void };
  destination?: DestinationStream;
  level?: Level | "silent";
}): Telemetry {
  const logger = pino(
    {
      level: options.level ?? "info",
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    // Synchronous, so that the last line before a crash is not lost.
    options.destination ?? destination({ fd: STDERR, sync: true }),
  );
  return {
    record(event) {
      options.metrics.record(event);
      logger[levelOf(event)](fieldsOf(event));
    },
    failed(doing, error, context = {}) {
      logger.error({ ...safeContext(context), event: "failed", doing, error: describeError(error) });
    },
  };
}

function levelOf(event: TelemetryEvent): Level {
  switch (event.event) {
    case "inspection-buried":
      return "error";
    case "message-failed":
      return event.willRetry ? "warn" : "error";
    case "evidence-verified":
      return event.intact ? "info" : "error";
    case "inspection-retried":
    case "inspection-recovered":
    case "intake-paused":
    case "intake-failed":
      return "warn";
    default:
      return "info";
  }
}

function fieldsOf(event: TelemetryEvent): Record<string, unknown> {
  if (event.event === "inspection-completed") {
    return { event: event.event, ...inspectionFields(event.inspection) };
  }
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      typeof value === "string" ? hideSecrets(value) : value,
    ]),
  );
}

/** What support asks for; detections and findings are in the record. */
function inspectionFields(inspection: Inspection): Record<string, unknown> {
  const { id, verdict, source, recipe, recognizer, reasons, rejectReason, timingsMs, evidence } = inspection;
  return {
    inspectionId: id,
    verdict,
    recipe: `${recipe.id}@${recipe.version}`,
    line: source.line,
    serial: source.serial,
    model: recognizer && `${recognizer.model}@${recognizer.version}`,
    reasons: reasons.slice(0, 20),
    rejectReason,
    timingsMs,
    sequence: evidence.sequence,
  };
}
