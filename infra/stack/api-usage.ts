import { Fn, Stack } from "aws-cdk-lib";
import { ApiKey, Period, type RestApi } from "aws-cdk-lib/aws-apigateway";
import type { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/**
 * A limit on calls a second and a day, so that a stolen token cannot run up a bill. Callers need not know of it:
 * the authorizer names the key for whoever it lets in. The key is therefore no secret; a header with it does nothing.
 * @returns the key's value
 */
export function limitUsage(scope: Construct, rest: RestApi, settings: Settings): string {
  // The UUID in arn:…:stack/<name>/<UUID>: long enough for a key, and another one in each deployment.
  const value = Fn.select(2, Fn.split("/", Stack.of(scope).stackId));
  const key = new ApiKey(scope, "UsageKey", {
    description: "Whoever the authorizer lets in",
    value,
  });
  const plan = rest.addUsagePlan("UsagePlan", {
    description: "Calls by people and by holders of a token",
    throttle: { rateLimit: settings.apiRatePerSecond, burstLimit: settings.apiBurst },
    quota: { limit: settings.apiCallsPerDay, period: Period.DAY },
    apiStages: [{ api: rest, stage: rest.deploymentStage }],
  });
  plan.addApiKey(key);
  return value;
}
