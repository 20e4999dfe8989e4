import type { Metrics } from "@aws-lambda-powertools/metrics";
import type { Inspection } from "../../domain/inspection.ts";
import { asciiLine } from "../../domain/mail-words.ts";
import type { TelemetryEvent } from "../../ports/telemetry.ts";
import { boundedLabel, MAX_LINE_LABELS, MAX_RECIPE_LABELS, publishedRecipe } from "../bounded-label.ts";
import { METRICS, type Metric, type MetricDimension } from "./metric-names.ts";

const MAX_CLIENTS = 50;
/** CloudWatch takes printable ASCII only. */
const MAX_DIMENSION_LENGTH = 64;

type Dimensions = Partial<Record<MetricDimension, string>>;

export type MetricRecorder = {
  record(event: TelemetryEvent): void;
  /** @param dimensions of them, those count that the metric is kept by; a set of which one is not known is left out */
  put(metric: Metric, value: number, dimensions?: Dimensions): void;
};

/** Events of the flow as metrics. Each is written at once. */
export function createMetricRecorder(metrics: Metrics): MetricRecorder {
  const bounded = {
    recipe: boundedLabel(MAX_RECIPE_LABELS),
    line: boundedLabel(MAX_LINE_LABELS),
    client: boundedLabel(MAX_CLIENTS),
  };

  const put: MetricRecorder["put"] = (metric, value, dimensions = {}) => {
    const single = metrics.singleMetric();
    // A set without dimensions of its own is that of the service alone.
    single.addDimensions({});
    for (const names of metric.by) {
      const set = Object.fromEntries(names.map((name) => [name, dimensions[name] ?? ""]));
      if (!Object.values(set).includes("")) single.addDimensions(set);
    }
    single.addMetric(metric.name, metric.unit, value);
  };

  const named = (name: keyof typeof bounded, value: string | undefined): Dimensions =>
    value === undefined ? {} : { [name]: bounded[name](asciiLine(value, MAX_DIMENSION_LENGTH)) };

  return {
    put,
    record(event) {
      switch (event.event) {
        case "image-received":
          if (event.duplicate) return put(METRICS.duplicateDeliveries, 1);
          return put(METRICS.imagesReceived, 1, {
            ...named("line", event.line),
            ...named("recipe", publishedRecipe(event.recipe)),
            ...named("client", event.client),
          });
        case "inspection-completed":
          return putInspection(put, event.inspection, {
            ...named("line", event.inspection.source.line),
            ...named("recipe", publishedRecipe(event.inspection.recipe)),
          });
        case "inspection-retried":
          return put(METRICS.retries, 1);
        case "inspection-buried":
          return put(METRICS.buried, 1);
        case "inspection-recovered":
          return put(METRICS.recovered, 1);
        case "message-sent":
          return put(METRICS.messagesSent, 1);
        case "message-failed":
          return put(event.willRetry ? METRICS.messagesRetried : METRICS.messagesFailed, 1);
        case "intake-paused":
          return put(METRICS.intakePaused, 1);
        case "intake-failed":
          return put(METRICS.intakeFailed, 1);
        case "photos-reconciled":
          return put(METRICS.unaccounted, event.unaccounted);
        case "evidence-verified":
          put(METRICS.evidenceEntriesVerified, event.entries);
          return put(METRICS.evidenceFault, event.intact ? 0 : 1);
      }
    },
  };
}

function putInspection(put: MetricRecorder["put"], inspection: Inspection, known: Dimensions): void {
  const { verdict, recognizer, textReader, timingsMs, receivedAt, inspectedAt } = inspection;
  put(METRICS.inspections, 1, { ...known, verdict });
  put(METRICS.timeToVerdictMs, Math.max(0, Date.parse(inspectedAt) - Date.parse(receivedAt)));
  // A rejected photo was never looked at: it would flatter the times, and cost nothing.
  if (verdict === "rejected") return;
  const { total, ...steps } = timingsMs;
  put(METRICS.inspectionMs, total, known);
  for (const [step, ms] of Object.entries(steps)) put(METRICS.stepMs, ms, { step });
  if (recognizer) put(METRICS.recognizerCalls, 1, { recognizer: recognizer.kind });
  if (textReader) put(METRICS.recognizerCalls, areasRead(inspection), { recognizer: textReader.kind });
}

/** A reader is called once for each area, and a finding about text counts its areas as expected. */
function areasRead({ findings }: Inspection): number {
  const areas = findings.map(({ text, expected }) => (text && typeof expected === "number" ? expected : 0));
  return areas.reduce((sum, count) => sum + count, 0);
}
