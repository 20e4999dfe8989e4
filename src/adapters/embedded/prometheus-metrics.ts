import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { MessageOutbox } from "../../ports/message-outbox.ts";
import type { TelemetryEvent } from "../../ports/telemetry.ts";
import type { QueueStats } from "../../ports/work-queue.ts";
import { boundedLabel, MAX_LINE_LABELS, MAX_RECIPE_LABELS, publishedRecipe } from "../bounded-label.ts";

export type PrometheusMetrics = {
  record(event: TelemetryEvent): void;
  /** The text of `/metrics`. Event-loop delay is that since the last call: let one scraper call it. */
  render(): Promise<string>;
  readonly contentType: string;
  close(): void;
};

/** How often the event loop is probed; the histogram counts it as part of the delay. */
const PROBE_MS = 10;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createPrometheusMetrics(sources: {
  queueStats: () => Promise<QueueStats>;
  outboxCounts?: MessageOutbox["counts"];
}): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const record = createRecorder(registry);
  const gauges = createGauges(registry);
  const delay = monitorEventLoopDelay({ resolution: PROBE_MS });
  delay.enable();
  return {
    record,
    contentType: registry.contentType,
    async render() {
      gauges.setQueue(await quietly(sources.queueStats));
      if (sources.outboxCounts) gauges.setMessages(await quietly(sources.outboxCounts));
      for (const [quantile, nanoseconds] of Object.entries({
        "0.5": delay.percentile(50),
        "0.99": delay.percentile(99),
        "1": delay.max,
      })) {
        gauges.eventLoopDelay.set({ quantile }, Math.max(0, nanoseconds / 1e9 - PROBE_MS / 1e3));
      }
      delay.reset();
      return registry.metrics();
    },
    close() {
      delay.disable();
      registry.clear();
    },
  };
}

function createRecorder(registry: Registry): (event: TelemetryEvent) => void {
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: T[] = []) =>
    new Counter({ name: `partproof_${name}_total`, help, labelNames, registers });
  const photos = counter("photos_received", "Photos received, each delivery once.");
  const duplicates = counter("duplicate_deliveries", "Deliveries that were known already.");
  const inspections = counter("inspections", "Inspections by verdict.", ["verdict", "recipe", "line"]);
  const retries = counter("inspection_retries", "Inspections put back to be tried again.");
  const buried = counter("inspections_buried", "Inspections that became dead letters.");
  const recovered = counter("inspections_recovered", "Sealed inspections recorded after a crash.");
  const messages = counter("messages", "Messages by outcome of one attempt.", ["outcome"]);
  const pauses = counter("intake_pauses", "Times the intake waited for the queue or the disk.");
  const failures = counter("intake_failures", "Files that could not be taken in.");
  const verifications = counter("evidence_verifications", "Verifications of the evidence.", ["intact"]);
  const stages = new Histogram({
    name: "partproof_stage_seconds",
    help: "Time an inspection spent in each stage.",
    labelNames: ["stage"],
    buckets: SECONDS,
    registers,
  });
  // Known outcomes start at 0: a rate over a counter that appears with its first fault misses that fault.
  for (const outcome of ["sent", "retried", "failed"]) messages.inc({ outcome }, 0);
  for (const intact of ["true", "false"]) verifications.inc({ intact }, 0);
  const recipeLabel = boundedLabel(MAX_RECIPE_LABELS);
  const lineLabel = boundedLabel(MAX_LINE_LABELS);

  return (event) => {
    switch (event.event) {
      case "image-received":
        return (event.duplicate ? duplicates : photos).inc();
      case "inspection-completed": {
        const { verdict, recipe, source, timingsMs } = event.inspection;
        const name = recipeLabel(publishedRecipe(recipe));
        inspections.inc({ verdict, recipe: name, line: lineLabel(source.line ?? "none") });
        for (const [stage, ms] of Object.entries(timingsMs)) {
          // 0: a rejected photo never came that far, and would flatter the stage.
          if (ms > 0) stages.observe({ stage }, ms / 1000);
        }
        return;
      }
      case "inspection-retried":
        return retries.inc();
      case "inspection-buried":
        return buried.inc();
      case "inspection-recovered":
        return recovered.inc();
      case "message-sent":
        return messages.inc({ outcome: "sent" });
      case "message-failed":
        return messages.inc({ outcome: event.willRetry ? "retried" : "failed" });
      case "intake-paused":
        return pauses.inc();
      case "intake-failed":
        return failures.inc();
      case "evidence-verified":
        return verifications.inc({ intact: String(event.intact) });
    }
  };
}

function createGauges(registry: Registry) {
  const gauge = <T extends string>(name: string, help: string, labelNames: T[] = []) =>
    new Gauge({ name: `partproof_${name}`, help, labelNames, registers: [registry] });
  const waiting = gauge("queue_waiting", "Photos waiting to be inspected.");
  const inProgress = gauge("queue_in_progress", "Photos being inspected.");
  const oldestAge = gauge("queue_oldest_age_seconds", "Age of the oldest photo without a verdict; 0: none.");
  const dead = gauge("dead_letters", "Photos given up, until somebody redrives them.");
  const messages = gauge("messages_by_state", "Messages in the outbox by state.", ["state"]);
  return {
    eventLoopDelay: gauge(
      "event_loop_delay_seconds",
      "Event-loop delay since the last scrape; 1 is the maximum.",
      ["quantile"],
    ),
    /** What cannot be read is shown as NaN: an old number would look like a healthy one. */
    setQueue(stats: QueueStats | undefined) {
      waiting.set(stats?.waiting ?? Number.NaN);
      inProgress.set(stats?.inProgress ?? Number.NaN);
      oldestAge.set(stats ? stats.oldestAgeMs / 1000 : Number.NaN);
      dead.set(stats?.dead ?? Number.NaN);
    },
    setMessages(counts: Awaited<ReturnType<MessageOutbox["counts"]>> | undefined) {
      messages.reset();
      for (const [state, count] of Object.entries(counts ?? {})) messages.set({ state }, count);
    },
  };
}

/** The other metrics must stay readable just when a store is in trouble. */
async function quietly<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}
