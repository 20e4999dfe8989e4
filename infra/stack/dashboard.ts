import { Duration } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  SingleValueWidget,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { ServiceMetrics } from "./service-metrics.ts";
import type { Watched } from "./watched.ts";

/** CloudWatch divides a dashboard into 24 columns. */
const COLUMNS = 24;

/** From top to bottom: is all well, the flow, verdicts, usage, how fast, what it costs. */
export function addDashboard(
  scope: Construct,
  watched: Watched,
  metrics: ServiceMetrics,
  alarms: Alarm[],
): string {
  const { functions, receive, notify, record, api } = watched;
  const name = `partproof-${watched.settings.stage}`;
  const dashboard = new Dashboard(scope, "Dashboard", {
    dashboardName: name,
    defaultInterval: Duration.hours(12),
  });
  const row = (...widgets: IWidget[]) => dashboard.addWidgets(...widgets);

  row(
    new TextWidget({
      markdown: "# Partproof\nEach alarm names its entry in docs/runbook.md.",
      width: COLUMNS,
      height: 2,
    }),
  );
  row(new AlarmStatusWidget({ title: "Alarms", alarms, width: COLUMNS, height: 5 }));
  row(
    new SingleValueWidget({
      title: "Today: photos in, unaccounted, evidence faults",
      width: COLUMNS,
      height: 3,
      period: Duration.days(1),
      metrics: [
        metrics.of("imagesReceived", "Sum"),
        metrics.of("unaccounted", "Maximum"),
        metrics.of("evidenceFault", "Maximum"),
        metrics.of("buried", "Sum"),
      ],
    }),
  );
  row(
    graph("Flow", 8, [
      metrics.of("imagesReceived", "Sum"),
      metrics.of("inspections", "Sum"),
      metrics.of("retries", "Sum"),
      metrics.of("duplicateDeliveries", "Sum"),
    ]),
    graph("Verdicts", 8, [metrics.by("inspections", "verdict", "Sum", 5)]),
    graph(
      "Queues: waiting, and age of the oldest (s)",
      8,
      [
        receive.queue.metricApproximateNumberOfMessagesVisible(),
        receive.deadLetters.metricApproximateNumberOfMessagesVisible(),
      ],
      [
        receive.queue.metricApproximateAgeOfOldestMessage(),
        notify.digestQueue.metricApproximateAgeOfOldestMessage(),
      ],
    ),
  );
  row(
    graph("Photos by line", 8, [metrics.by("imagesReceived", "line", "Sum")]),
    graph("Photos by recipe", 8, [metrics.by("imagesReceived", "recipe", "Sum")]),
    graph("Photos by client", 8, [metrics.by("imagesReceived", "client", "Sum")]),
  );
  row(
    graph("Messages: sent, put back, given up", 8, [
      metrics.of("messagesSent", "Sum"),
      metrics.of("messagesRetried", "Sum"),
      metrics.of("messagesFailed", "Sum"),
    ]),
  );
  row(
    graph(
      "Time to verdict (ms)",
      8,
      ["p50", "p90", "p99"].map((p) => metrics.of("timeToVerdictMs", p)),
    ),
    graph("Steps, mean (ms)", 8, [metrics.by("stepMs", "step", "Average", 5)]),
    graph(
      "API: latency p99 (ms), and errors",
      8,
      [api.rest.metricLatency({ statistic: "p99" })],
      [api.rest.metricClientError({ statistic: "Sum" }), api.rest.metricServerError({ statistic: "Sum" })],
    ),
  );
  const all = Object.values(functions);
  row(
    graph(
      "Lambda errors",
      8,
      all.map(({ handler }) => handler.metricErrors()),
    ),
    graph(
      "Lambda throttles",
      8,
      all.map(({ handler }) => handler.metricThrottles()),
    ),
    graph(
      "Rekognition throttles",
      8,
      ["DetectLabels", "DetectCustomLabels", "DetectText"].map(rekognitionThrottles),
    ),
  );
  row(
    graph("Cost: recognizer calls", 8, [metrics.by("recognizerCalls", "recognizer", "Sum")]),
    graph(
      "Cost: Lambda time (ms)",
      8,
      all.map(({ handler }) => handler.metricDuration({ statistic: "Sum" })),
    ),
    graph("Cost: table writes and API calls", 8, [
      record.table.metricConsumedWriteCapacityUnits({ statistic: "Sum" }),
      api.rest.metricCount({ statistic: "Sum" }),
    ]),
  );
  return name;
}

function graph(title: string, width: number, left: IMetric[], right: IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, width, height: 6, left, right });
}

function rekognitionThrottles(operation: string): Metric {
  return new Metric({
    namespace: "AWS/Rekognition",
    metricName: "ThrottledCount",
    dimensionsMap: { Operation: operation },
    statistic: "Sum",
  });
}
