import { ApiKey, Period, type RestApi } from "aws-cdk-lib/aws-apigateway";
import type { Construct } from "constructs";
import { deploymentMark } from "./deployment-mark.ts";
import type { Settings } from "./settings.ts";

/**
 * A limit on calls a second and a day, so that a stolen token cannot run up a bill. Callers need not know of it:
 * the authorizer names the key for whoever it lets in. The key is therefore no secret; a header with it does nothing.
 * @returns the key's value
 */
export function limitUsage(scope: Construct, rest: RestApi, settings: Settings): string {
  // Long enough for a key.
  const value = deploymentMark(scope);
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
