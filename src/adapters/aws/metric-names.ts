/**
 * The custom metrics of the AWS platform. Telemetry writes them; the dashboard, the alarms and the runbook speak of
 * them. Plain data that imports nothing, so that infrastructure can read it too.
 *
 * Every metric is there once for the whole service, under {@link METRIC_DIMENSIONS} `service` alone: alarms look at
 * that one. `by` lists the further dimension sets it is kept under, each together with `service`. CloudWatch bills
 * each combination of values as a metric of its own, so nothing that grows with the number of photos (serial, lot,
 * file name, inspection id) is ever a dimension; that is what the log is for.
 */
export const METRICS = {
  imagesReceived: { name: "ImagesReceived", unit: "Count", by: [["line"], ["recipe"], ["client"]] },
  duplicateDeliveries: { name: "DuplicateDeliveries", unit: "Count", by: [] },
  inspections: {
    name: "Inspections",
    unit: "Count",
    by: [["verdict"], ["recipe", "verdict"], ["line", "verdict"]],
  },
  /** From taking the photo up to its sealed record; only photos that were looked at. */
  inspectionMs: { name: "InspectionMs", unit: "Milliseconds", by: [["recipe"]] },
  /** The same, split: `step` is decode, recognize, judge, annotate or store. */
  stepMs: { name: "StepMs", unit: "Milliseconds", by: [["step"]] },
  /** From receiving the photo up to its verdict: waiting and retries are in it. */
  timeToVerdictMs: { name: "TimeToVerdictMs", unit: "Milliseconds", by: [] },
  /** What recognition services bill; `recognizer` is a recipe's recognizer kind, or rekognition-text. */
  recognizerCalls: { name: "RecognizerCalls", unit: "Count", by: [["recognizer"]] },
  retries: { name: "Retries", unit: "Count", by: [] },
  /** Photos given up: each is a dead letter. */
  buried: { name: "Buried", unit: "Count", by: [] },
  recovered: { name: "Recovered", unit: "Count", by: [] },
  messagesSent: { name: "MessagesSent", unit: "Count", by: [] },
  messagesRetried: { name: "MessagesRetried", unit: "Count", by: [] },
  /** Given up; those that are tried again are in MessagesRetried. */
  messagesFailed: { name: "MessagesFailed", unit: "Count", by: [] },
  intakePaused: { name: "IntakePaused", unit: "Count", by: [] },
  intakeFailed: { name: "IntakeFailed", unit: "Count", by: [] },
  /** 0 after each check that found all as it was sealed, else 1. No data means that nobody checks. */
  evidenceFault: { name: "EvidenceFault", unit: "Count", by: [] },
  evidenceEntriesVerified: { name: "EvidenceEntriesVerified", unit: "Count", by: [] },
  /** Photos received that are neither verdict nor dead letter nor in the line; 0 after each sound count. */
  unaccounted: { name: "Unaccounted", unit: "Count", by: [] },
  /** Unexpected errors; the log line has stack and cause. */
  failures: { name: "Failures", unit: "Count", by: [] },
} as const satisfies Record<string, Metric>;

export const METRIC_NAMESPACE = "Partproof";

/** Names of dimensions. `service` is on every metric and holds {@link metricService}. */
export const METRIC_DIMENSIONS = {
  service: "service",
  line: "line",
  recipe: "recipe",
  client: "client",
  verdict: "verdict",
  step: "step",
  recognizer: "recognizer",
} as const;

/** The `service` dimension of a deployment, so that dev and prod in one account stay apart. */
export function metricService(stage: string): string {
  return `partproof-${stage}`;
}

export type MetricDimension = Exclude<keyof typeof METRIC_DIMENSIONS, "service">;

export type Metric = {
  readonly name: string;
  readonly unit: "Count" | "Milliseconds";
  readonly by: readonly (readonly MetricDimension[])[];
};
