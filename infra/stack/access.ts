import type { RestApi } from "aws-cdk-lib/aws-apigateway";
import {
  AccountRootPrincipal,
  type IPrincipal,
  PrincipalWithConditions,
  Role,
  SessionTagsPrincipal,
} from "aws-cdk-lib/aws-iam";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { keyOf } from "../../src/adapters/aws/dynamo-keys.ts";
import { grant, type Permission } from "./permissions.ts";
import type { Receive } from "./receive.ts";
import type { RecordStep } from "./record.ts";
import { readData, readEvidence, readTable, writeData } from "./store-access.ts";

export type AccessProps = {
  record: RecordStep;
  receive: Receive;
  rest: RestApi;
  logGroups: readonly ILogGroup[];
};

const OPERATORS_OWN = "CloudWatch has no resource for reading metrics, alarms and traces.";

/**
 * Roles for cameras and people who come with AWS credentials. The dashboard needs none of them: it goes through the
 * API. People take theirs with a second factor; a camera's session carries the tag `line`, and what it may do names it.
 */
export class Access extends Construct {
  readonly camera: Role;
  readonly gateway: Role;
  readonly inspector: Role;
  readonly quality: Role;
  readonly auditor: Role;
  readonly support: Role;
  readonly tokens: Role;

  constructor(scope: Construct, id: string, props: AccessProps) {
    super(scope, id);
    const { record } = props;
    this.camera = this.role("Camera", "Puts photos of its own line", taggedWithLine(), cameraMay(props));
    this.gateway = this.role(
      "Gateway",
      "Hands in photos of any line through the API",
      new AccountRootPrincipal(),
      gatewayMay(props),
    );
    this.inspector = this.role("Inspector", "Looks at photos and records", withSecondFactor(), [
      ...readEvidence(record),
      ...readTable(record),
    ]);
    this.quality = this.role(
      "Quality",
      "Looks at everything, and keeps models and reports",
      withSecondFactor(),
      [
        ...readEvidence(record),
        ...readTable(record),
        ...readData(record, "models/"),
        ...readData(record, "reports/"),
        ...writeData(record, "models/"),
      ],
    );
    this.auditor = this.role("Auditor", "Reads evidence and records, writes nothing", withSecondFactor(), [
      ...readEvidence(record),
      ...readTable(record),
      ...readData(record, "reports/"),
    ]);
    this.support = this.role(
      "Support",
      "Sees metrics, logs and dead letters, never photos",
      withSecondFactor(),
      supportMay(props),
    );
    this.tokens = this.role(
      "Tokens",
      "Makes, lists and revokes tokens",
      withSecondFactor(),
      tokensMay(props),
    );
  }

  private role(id: string, description: string, assumedBy: IPrincipal, may: readonly Permission[]): Role {
    const role = new Role(this, id, { description, assumedBy });
    grant(role, may);
    return role;
  }
}

function withSecondFactor(): IPrincipal {
  return new PrincipalWithConditions(new AccountRootPrincipal(), {
    Bool: { "aws:MultiFactorAuthPresent": "true" },
  });
}

function taggedWithLine(): IPrincipal {
  return new SessionTagsPrincipal(
    new PrincipalWithConditions(new AccountRootPrincipal(), { Null: { "aws:RequestTag/line": "false" } }),
  );
}

/** The API takes the line from what is handed in, so this is for a machine that is trusted with all lines. */
function gatewayMay({ rest }: AccessProps): Permission[] {
  return [
    {
      actions: ["execute-api:Invoke"],
      resources: [
        rest.arnForExecuteApi("POST", "/iam/v1/images", rest.deploymentStage.stageName),
        rest.arnForExecuteApi("POST", "/iam/v1/uploads", rest.deploymentStage.stageName),
      ],
    },
  ];
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM, not of ours
const OWN_LINE = "${aws:PrincipalTag/line}";

function cameraMay({ record, receive }: AccessProps): Permission[] {
  return [
    {
      actions: ["s3:PutObject"],
      resources: [receive.incoming.arnForObjects(`incoming/${OWN_LINE}/*`)],
      wildcardBecause: "A camera names its photos; the line in the key is its own.",
    },
    { actions: ["kms:GenerateDataKey"], resources: [record.dataKey.keyArn] },
  ];
}

/** What `partproof token --aws` does. Whoever may make tokens may make one for every role, so few should have this. */
function tokensMay({ record }: AccessProps): Permission[] {
  return [
    {
      actions: ["dynamodb:PutItem", "dynamodb:Query", "dynamodb:DeleteItem"],
      resources: [record.table.tableArn],
      conditions: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [keyOf.token("").pk] } },
    },
  ];
}

function supportMay({ receive, logGroups }: AccessProps): Permission[] {
  return [
    {
      actions: [
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:DescribeAlarmHistory",
        "cloudwatch:GetDashboard",
        "cloudwatch:ListDashboards",
        "logs:DescribeLogGroups",
        "logs:DescribeQueryDefinitions",
        "logs:GetQueryResults",
        "logs:StopQuery",
        "xray:GetTraceSummaries",
        "xray:BatchGetTraces",
        "xray:GetServiceGraph",
      ],
      resources: ["*"],
      wildcardBecause: OPERATORS_OWN,
    },
    {
      actions: ["logs:StartQuery", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:DescribeLogStreams"],
      resources: logGroups.map((group) => group.logGroupArn),
      wildcardBecause: "The streams of Partproof's own log groups.",
    },
    {
      actions: ["sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility"],
      resources: [receive.deadLetters.queueArn],
    },
    {
      actions: [
        "sqs:StartMessageMoveTask",
        "sqs:ListMessageMoveTasks",
        "sqs:CancelMessageMoveTask",
        "sqs:DeleteMessage",
      ],
      resources: [receive.deadLetters.queueArn],
    },
    { actions: ["sqs:SendMessage"], resources: [receive.queue.queueArn] },
  ];
}
