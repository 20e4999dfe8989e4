import type { Telemetry, TelemetryEvent } from "../../ports/telemetry.ts";

type Failure = { doing: string; error: unknown; context: Record<string, string> };

export type MemoryTelemetry = Telemetry & {
  readonly events: TelemetryEvent[];
  readonly failures: Failure[];
};

export function createMemoryTelemetry(): MemoryTelemetry {
  const events: TelemetryEvent[] = [];
  const failures: Failure[] = [];
  return {
    events,
    failures,
    record(event) {
      events.push(event);
    },
    failed(doing, error, context = {}) {
      failures.push({ doing, error, context });
    },
  };
}
