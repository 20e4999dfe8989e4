import { Stack } from "aws-cdk-lib";
import type { RestApi } from "aws-cdk-lib/aws-apigateway";
import { CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";
import { deploymentMark } from "./deployment-mark.ts";
import { THROUGH_SITE } from "./site.ts";
import { VIEWER_ADDRESS } from "./site-functions.ts";

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
/** Of the rules that block a flood, as their metrics name them. */
export const FLOOD_RULES = ["flood", "flood-through-site"] as const;

/**
 * Requests by sender. Those that come through CloudFront all have its addresses: there the sender is who CloudFront
 * says. A client cannot pass for CloudFront, whose mark it does not know.
 */
function floodRules(mark: string): Rule[] {
  const throughSite = {
    byteMatchStatement: {
      fieldToMatch: { singleHeader: { Name: THROUGH_SITE } },
      positionalConstraint: "EXACTLY",
      searchString: mark,
      textTransformations: [{ priority: 0, type: "NONE" }],
    },
  };
  const limit = REQUESTS_IN_FIVE_MINUTES;
  const [direct, site] = FLOOD_RULES;
  const rule = (
    name: string,
    priority: number,
    rateBasedStatement: CfnWebACL.RateBasedStatementProperty,
  ) => ({
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    visibilityConfig: visible(name),
    statement: { rateBasedStatement },
  });
  return [
    rule(direct, 3, {
      limit,
      aggregateKeyType: "IP",
      scopeDownStatement: { notStatement: { statement: throughSite } },
    }),
    rule(site, 4, {
      limit,
      aggregateKeyType: "CUSTOM_KEYS",
      customKeys: [
        { header: { name: VIEWER_ADDRESS, textTransformations: [{ priority: 0, type: "NONE" }] } },
      ],
      scopeDownStatement: throughSite,
    }),
  ];
}

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
      ...floodRules(deploymentMark(scope)),
    ],
  });
  const { partition, region } = Stack.of(scope);
  const stage = rest.deploymentStage;
  new CfnWebACLAssociation(scope, "FirewallOfApi", {
    webAclArn: acl.attrArn,
    resourceArn: `arn:${partition}:apigateway:${region}::/restapis/${rest.restApiId}/stages/${stage.stageName}`,
  });
}
