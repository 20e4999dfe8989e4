import { QueryDefinition, QueryString } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { Watched } from "./watched.ts";

/** Questions that the runbook asks the logs. Powertools writes `message` as the event's name, with its fields beside. */
export function addLogQueries(scope: Construct, { settings, functions, api }: Watched): void {
  const functionLogs = Object.values(functions).map(({ logGroup }) => logGroup);
  const save = (id: string, question: string, queryString: QueryString, logGroups = functionLogs) =>
    new QueryDefinition(scope, id, {
      queryDefinitionName: `partproof-${settings.stage}/${question}`,
      logGroups,
      queryString,
    });
  save(
    "OnePhoto",
    "what happened to one photo",
    new QueryString({
      fields: ["@timestamp", "level", "message", "verdict", "reason", "attempt", "function_name"],
      filterStatements: ["inspectionId = 'PUT-THE-ID-HERE'"],
      sort: "@timestamp asc",
      limit: 1000,
    }),
  );
  save(
    "Failures",
    "what failed, and why",
    new QueryString({
      fields: ["@timestamp", "function_name", "message", "error.message", "xray_trace_id"],
      filterStatements: ["level = 'ERROR'"],
      sort: "@timestamp desc",
      limit: 200,
    }),
  );
  save(
    "PutBack",
    "why photos are put back or given up",
    new QueryString({
      filterStatements: ["message in ['inspection-retried', 'inspection-buried']"],
      statsStatements: ["count(*) as photos by message, reason"],
      sort: "photos desc",
    }),
  );
  save(
    "Messages",
    "why messages are put back or given up",
    new QueryString({
      filterStatements: ["message = 'message-failed'"],
      statsStatements: ["count(*) as messages, max(@timestamp) as latest by reason, willRetry"],
      sort: "messages desc",
    }),
  );
  save(
    "Slowest",
    "the slowest photos",
    new QueryString({
      fields: [
        "@timestamp",
        "inspectionId",
        "recipe",
        "timingsMs.total",
        "timingsMs.recognize",
        "timingsMs.store",
      ],
      filterStatements: ["message = 'inspection-completed'"],
      sort: "timingsMs.total desc",
      limit: 50,
    }),
  );
  save(
    "Calls",
    "who calls the API, and what is refused",
    new QueryString({
      statsStatements: ["count(*) as calls, max(latencyMs) as slowestMs by client, route, status"],
      sort: "calls desc",
    }),
    [api.accessLog],
  );
}
