import { Stack } from "aws-cdk-lib";
import type { RestApi } from "aws-cdk-lib/aws-apigateway";
import { CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";

type Rule = CfnWebACL.RuleProperty;

/** A managed set of AWS; `counted` are its rules that only count. */
function managed(name: string, priority: number, counted: readonly string[] = []): Rule {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    visibilityConfig: visible(name),
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
  };
}

function visible(metricName: string) {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}

/** One address may send this many requests in five minutes: far above a camera, far below a flood. */
const REQUESTS_IN_FIVE_MINUTES = 3000;

/** A web ACL in front of the API. Samples of requests are off: they would show photos and tokens. */
export function protectApi(scope: Construct, rest: RestApi, name: string): void {
  const acl = new CfnWebACL(scope, "Firewall", {
    name,
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: visible("all"),
    rules: [
      managed("AWSManagedRulesAmazonIpReputationList", 0),
      // A photo in base64 is larger than the 8 KB that rule takes for suspicious, and its letters look like anything.
      managed("AWSManagedRulesCommonRuleSet", 1, ["SizeRestrictions_BODY", "CrossSiteScripting_BODY"]),
      managed("AWSManagedRulesKnownBadInputsRuleSet", 2),
      {
        name: "flood",
        priority: 3,
        action: { block: { customResponse: { responseCode: 429 } } },
        visibilityConfig: visible("flood"),
        statement: { rateBasedStatement: { limit: REQUESTS_IN_FIVE_MINUTES, aggregateKeyType: "IP" } },
      },
    ],
  });
  const { partition, region } = Stack.of(scope);
  const stage = rest.deploymentStage;
  new CfnWebACLAssociation(scope, "FirewallOfApi", {
    webAclArn: acl.attrArn,
    resourceArn: `arn:${partition}:apigateway:${region}::/restapis/${rest.restApiId}/stages/${stage.stageName}`,
  });
}
