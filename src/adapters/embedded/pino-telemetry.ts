import { type DestinationStream, destination, type Level, pino } from "pino";
import type { Telemetry, TelemetryEvent } from "../../ports/telemetry.ts";
import { failureFields, fieldsOf, levelOf } from "../log-line.ts";

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
      logger.error(failureFields(doing, error, context));
    },
  };
}
