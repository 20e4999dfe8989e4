import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { Operation } from "aws-cdk-lib/aws-dynamodb";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { FLOOD_RULES } from "./api-firewall.ts";
import type { ServiceFunction } from "./service-function.ts";
import type { ServiceMetrics } from "./service-metrics.ts";
import type { Watched } from "./watched.ts";

/** Heading of docs/runbook.md where the alarm is explained, as the anchor it gets there. */
export type RunbookAnchor =
  | "aws-errors"
  | "aws-throttled"
  | "aws-slow"
  | "aws-queue-is-late"
  | "aws-dead-letters"
  | "aws-undelivered"
  | "aws-unaccounted"
  | "aws-evidence-not-intact"
  | "aws-nobody-checks"
  | "aws-messages-late"
  | "aws-mail"
  | "aws-table"
  | "aws-retries"
  | "aws-flood";

export type AlarmSpec = {
  id: string;
  says: string;
  metric: IMetric;
  above: number;
  /** Periods of the metric in a row. */
  periods: number;
  runbook: RunbookAnchor;
  missing?: TreatMissingData;
  /** Fires when the metric falls below `above` instead. */
  below?: boolean;
};

/** Numbers are to begin with; the runbook says when to change which. */
export function alarmsFor(watched: Watched, metrics: ServiceMetrics): AlarmSpec[] {
  const { functions, receive, notify, channels, failures, record, api } = watched;
  return [
    ...Object.entries(functions).map(([name, of]) => errors(name, of)),
    // Digest and verify run one at a time on purpose, so their throttles mean nothing.
    ...Object.entries(functions)
      .filter(([name]) => name !== "Digest" && name !== "Verify")
      .map(([name, of]) => throttles(name, of)),
    slow("Inspect", functions.Inspect, 60_000),
    slow("Http", functions.Http, 5000),
    deadLetters("Photos", receive.deadLetters, "a photo was given up", "aws-dead-letters"),
    deadLetters("Arrivals", receive.undelivered, "EventBridge could not deliver a photo", "aws-undelivered"),
    deadLetters("Verdicts", notify.undelivered, "EventBridge could not deliver a verdict", "aws-undelivered"),
    deadLetters("Digests", notify.digestDeadLetters, "the digest failed on a message", "aws-undelivered"),
    ...(channels
      ? [
          deadLetters(
            "Channels",
            channels.deadLetters,
            "the channels failed on a message",
            "aws-undelivered",
          ),
          late("Channels", channels.queue, 900),
        ]
      : []),
    deadLetters("Clock", failures, "something called by the clock failed for good", "aws-undelivered"),
    late("Inspect", receive.queue, 300),
    late("Digest", notify.digestQueue, 900),
    {
      id: "Unaccounted",
      says: "photos of a day are neither verdict, rejected, dead letter nor in the line",
      metric: metrics.of("unaccounted", "Maximum"),
      above: 0,
      periods: 1,
      runbook: "aws-unaccounted",
    },
    {
      id: "EvidenceFault",
      says: "evidence is not as it was sealed",
      metric: metrics.of("evidenceFault", "Maximum"),
      above: 0,
      periods: 1,
      runbook: "aws-evidence-not-intact",
    },
    {
      id: "NobodyChecks",
      says: "evidence was not checked for three hours",
      metric: metrics.of("evidenceFault", "SampleCount", 60),
      above: 1,
      below: true,
      periods: 3,
      missing: TreatMissingData.BREACHING,
      runbook: "aws-nobody-checks",
    },
    {
      id: "MessagesLate",
      says: "messages are put back for more than an hour, and given up after a day",
      // Pauses between two tries grow to an hour, so nothing shorter would see each of them.
      metric: metrics.of("messagesRetried", "Sum", 60),
      above: 0,
      periods: 2,
      runbook: "aws-messages-late",
    },
    {
      id: "MailGivenUp",
      says: "a message was given up",
      metric: metrics.of("messagesFailed", "Sum"),
      above: 0,
      periods: 1,
      runbook: "aws-mail",
    },
    {
      id: "MailNotDelivered",
      says: "SNS could not deliver to a subscriber",
      metric: notify.quality.metricNumberOfNotificationsFailed({
        period: Duration.minutes(5),
        statistic: "Sum",
      }),
      above: 0,
      periods: 1,
      runbook: "aws-mail",
    },
    {
      id: "Retries",
      says: "many photos are put back, most often as Rekognition throttles",
      metric: metrics.of("retries", "Sum"),
      above: 20,
      periods: 3,
      runbook: "aws-retries",
    },
    {
      id: "TableThrottled",
      says: "DynamoDB throttles",
      metric: record.table.metricThrottledRequestsForOperations({
        operations: [Operation.PUT_ITEM, Operation.UPDATE_ITEM, Operation.GET_ITEM, Operation.QUERY],
        period: Duration.minutes(5),
      }),
      above: 0,
      periods: 3,
      runbook: "aws-table",
    },
    {
      id: "ApiErrors",
      says: "the API answers with 5xx",
      metric: api.rest.metricServerError({ period: Duration.minutes(5), statistic: "Sum" }),
      above: 0,
      periods: 2,
      runbook: "aws-errors",
    },
    {
      id: "Flood",
      says: "the web ACL blocks a flood of requests from one address",
      metric: blockedByFirewall(watched),
      above: 100,
      periods: 1,
      runbook: "aws-flood",
    },
  ];
}

function errors(name: string, { handler }: ServiceFunction): AlarmSpec {
  return {
    id: `${name}Errors`,
    says: `${name} fails`,
    metric: handler.metricErrors({ period: Duration.minutes(5) }),
    above: 0,
    periods: 1,
    runbook: "aws-errors",
  };
}

function throttles(name: string, { handler }: ServiceFunction): AlarmSpec {
  return {
    id: `${name}Throttled`,
    says: `${name} gets no Lambda to run in`,
    metric: handler.metricThrottles({ period: Duration.minutes(5) }),
    above: 0,
    periods: 3,
    runbook: "aws-throttled",
  };
}

function slow(name: string, { handler }: ServiceFunction, ms: number): AlarmSpec {
  return {
    id: `${name}Slow`,
    says: `${name}: one in a hundred takes longer than ${ms / 1000} s`,
    metric: handler.metricDuration({ period: Duration.minutes(5), statistic: "p99" }),
    above: ms,
    periods: 3,
    runbook: "aws-slow",
  };
}

function deadLetters(name: string, queue: Queue, says: string, runbook: RunbookAnchor): AlarmSpec {
  return {
    id: `${name}DeadLetters`,
    says,
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(1),
      statistic: "Maximum",
    }),
    above: 0,
    periods: 1,
    runbook,
  };
}

function late(name: string, queue: Queue, seconds: number): AlarmSpec {
  return {
    id: `${name}QueueLate`,
    says: `the oldest message of the ${name.toLowerCase()} queue has waited longer than ${seconds} s`,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: "Maximum" }),
    above: seconds,
    periods: 3,
    runbook: "aws-queue-is-late",
  };
}

function blockedByFirewall({ api }: Watched): IMetric {
  const period = Duration.minutes(5);
  const blocked = FLOOD_RULES.map(
    (Rule) =>
      new Metric({
        namespace: "AWS/WAFV2",
        metricName: "BlockedRequests",
        dimensionsMap: { WebACL: api.firewallName, Rule, Region: api.rest.stack.region },
        statistic: "Sum",
        period,
      }),
  );
  return new MathExpression({
    // A rule that blocked nothing has no number at all.
    expression: blocked.map((_, i) => `FILL(rule${i}, 0)`).join(" + "),
    usingMetrics: Object.fromEntries(blocked.map((metric, i) => [`rule${i}`, metric])),
    label: "blocked requests",
    period,
  });
}
