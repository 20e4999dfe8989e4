import { Stack } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { grant } from "./permissions.ts";
import type { ServiceFunction } from "./service-function.ts";

/** Lambdas called by the clock, with one role that may call exactly these. A call that fails becomes a dead letter. */
export class LambdaSchedules extends Construct {
  private readonly role: Role;
  private readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: { deadLetters: Queue }) {
    super(scope, id);
    this.deadLetters = props.deadLetters;
    this.role = schedulerRole(this);
    grant(this.role, [{ actions: ["sqs:SendMessage"], resources: [props.deadLetters.queueArn] }]);
  }

  /** @param expression `rate(5 minutes)` or `cron(0 6 * * ? *)`, the latter in `timeZone` */
  every(id: string, expression: string, called: ServiceFunction, input: object, timeZone = "UTC"): void {
    const { functionArn } = called.handler;
    grant(this.role, [{ actions: ["lambda:InvokeFunction"], resources: [functionArn] }]);
    new CfnSchedule(this, id, {
      description: called.handler.node.scope?.node.id ?? id,
      flexibleTimeWindow: { mode: "OFF" },
      scheduleExpression: expression,
      scheduleExpressionTimezone: timeZone,
      target: {
        arn: functionArn,
        roleArn: this.role.roleArn,
        input: JSON.stringify(input),
        deadLetterConfig: { arn: this.deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
      },
    });
  }
}

/** Only schedules of this account can use it. */
export function schedulerRole(scope: Construct): Role {
  return new Role(scope, "Role", {
    description: "What the schedules of Partproof may call",
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(scope).account } },
    }),
  });
}
