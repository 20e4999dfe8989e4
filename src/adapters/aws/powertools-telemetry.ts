import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { Telemetry } from "../../ports/telemetry.ts";
import { failureFields, fieldsOf, type LogLevel, levelOf } from "../log-line.ts";
import { METRIC_NAMESPACE, METRICS } from "./metric-names.ts";
import { createMetricRecorder } from "./record-metrics.ts";

/** What a Lambda is told about its invocation; the log lines carry it. */
type Invocation = Parameters<Logger["addContext"]>[0];

export type PowertoolsTelemetry = Telemetry & {
  /** To be called first in every invocation: from here on the log lines have its request id. */
  enter(invocation: Invocation): void;
};

/**
 * Log lines and metrics for CloudWatch, both written to standard output: a log line is JSON with the inspection id
 * wherever there is one, a metric is a line in the embedded metric format that CloudWatch reads by itself. Each is
 * written at once, so nothing is lost when a Lambda is stopped, and there is nothing to flush.
 * @param options service: as {@link metricService} names the deployment
 */
export function createPowertoolsTelemetry(options: {
  service: string;
  logLevel?: "debug" | LogLevel;
}): PowertoolsTelemetry {
  const serviceName = options.service;
  const logger = new Logger({ serviceName, logLevel: options.logLevel ?? "info" });
  // Powertools warns where a dimension stands in two sets, such as verdict: it has the same value in both.
  const quiet = { debug() {}, info() {}, warn() {}, error: logger.error.bind(logger) };
  const metrics = createMetricRecorder(
    new Metrics({ namespace: METRIC_NAMESPACE, serviceName, logger: quiet }),
  );
  return {
    enter(invocation) {
      logger.resetKeys();
      logger.addContext(invocation);
    },
    record(event) {
      metrics.record(event);
      logger[levelOf(event)](event.event, fieldsOf(event));
    },
    failed(doing, error, context = {}) {
      metrics.put(METRICS.failures, 1);
      logger.error(`failed to ${doing}`, failureFields(doing, error, context));
    },
  };
}
