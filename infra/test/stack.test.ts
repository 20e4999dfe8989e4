import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { synthesize } from "./synthesize.ts";

const { template, app } = synthesize({ stage: "prod", channels: "mes,qc-chat" });

function propertiesOf(type: string): Record<string, Record<string, unknown>> {
  const found = template.findResources(type);
  expect(Object.keys(found).length).toBeGreaterThan(0);
  return Object.fromEntries(
    Object.entries(found).map(([id, resource]) => [id, resource["Properties"] ?? {}]),
  );
}

describe("the evidence", () => {
  it("is locked for three years in COMPLIANCE mode from the moment it is written", () => {
    template.hasResourceProperties("AWS::S3::Bucket", {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1096 } } },
      VersioningConfiguration: { Status: "Enabled" },
    });
  });

  it("is encrypted with a key of its own, which is rotated and kept", () => {
    const [bucket] =
      Object.entries(template.findResources("AWS::S3::Bucket")).find(([id]) =>
        id.startsWith("RecordEvidence"),
      ) ?? [];
    const others = Object.entries(template.findResources("AWS::S3::Bucket")).filter(([id]) => id !== bucket);
    const key = (properties: unknown) => /RecordEvidenceKey\w+/.exec(JSON.stringify(properties))?.[0];

    expect(key(template.findResources("AWS::S3::Bucket")[String(bucket)])).toBeDefined();
    for (const [, other] of others) expect(key(other)).toBeUndefined();
    template.allResourcesProperties("AWS::KMS::Key", { EnableKeyRotation: true });
    template.allResources("AWS::KMS::Key", { DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
  });

  it("moves photos to cold storage that can be read at once, and never expires", () => {
    const [, evidence] =
      Object.entries(propertiesOf("AWS::S3::Bucket")).find(([id]) => id.startsWith("RecordEvidence")) ?? [];
    const { Rules } = (evidence?.["LifecycleConfiguration"] ?? { Rules: [] }) as {
      Rules: Record<string, unknown>[];
    };
    expect(Rules).toHaveLength(2);

    expect(Rules[0]).toMatchObject({
      Prefix: "photos/",
      Transitions: [{ StorageClass: "GLACIER_IR", TransitionInDays: 90 }],
    });
    for (const rule of Rules) {
      expect(rule["ExpirationInDays"]).toBeUndefined();
      expect(rule["NoncurrentVersionExpiration"]).toBeUndefined();
    }
  });

  it("stays when the stack is destroyed, as do the table and all buckets", () => {
    template.allResources("AWS::S3::Bucket", { DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    template.allResources("AWS::DynamoDB::Table", {
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
    });
  });

  it("is in a table that can be restored to any second and cannot be deleted in passing", () => {
    template.hasResourceProperties("AWS::DynamoDB::Table", {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: true,
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    });
  });
});

describe("every bucket", () => {
  it("is closed to the public and encrypted", () => {
    template.allResourcesProperties("AWS::S3::Bucket", {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.anyValue(),
    });
  });

  it("refuses requests without TLS", () => {
    const policies = Object.values(propertiesOf("AWS::S3::BucketPolicy"));

    expect(policies).toHaveLength(Object.keys(propertiesOf("AWS::S3::Bucket")).length);
    for (const { PolicyDocument } of policies) {
      expect(JSON.stringify(PolicyDocument)).toContain('"Bool":{"aws:SecureTransport":"false"}');
    }
  });
});

describe("every asynchronous hop", () => {
  it("from a queue to a Lambda has dead letters behind it, and a message is hidden longer than a Lambda may take", () => {
    const queues = propertiesOf("AWS::SQS::Queue");
    const functions = propertiesOf("AWS::Lambda::Function");
    const mappings = Object.values(propertiesOf("AWS::Lambda::EventSourceMapping"));

    expect(mappings).toHaveLength(3);
    for (const mapping of mappings) {
      const queueId = (mapping["EventSourceArn"] as { "Fn::GetAtt": string[] })["Fn::GetAtt"][0] ?? "";
      const functionId = (mapping["FunctionName"] as { Ref: string }).Ref;
      expect(queues[queueId]?.["RedrivePolicy"]).toBeDefined();
      expect(queues[queueId]?.["VisibilityTimeout"]).toBe(6 * Number(functions[functionId]?.["Timeout"]));
      expect(mapping["FunctionResponseTypes"]).toEqual(["ReportBatchItemFailures"]);
    }
  });

  it("from an event to a queue has dead letters", () => {
    for (const rule of Object.values(propertiesOf("AWS::Events::Rule"))) {
      for (const target of rule["Targets"] as Record<string, unknown>[]) {
        expect(target["DeadLetterConfig"]).toBeDefined();
      }
    }
  });

  it("from the clock has dead letters, whether the call or the Lambda fails", () => {
    template.allResourcesProperties("AWS::Scheduler::Schedule", {
      Target: { DeadLetterConfig: { Arn: Match.anyValue() } },
    });
    const called = Object.values(propertiesOf("AWS::Scheduler::Schedule")).map(
      ({ Target }) => (Target as { Arn: { "Fn::GetAtt": string[] } }).Arn["Fn::GetAtt"][0],
    );
    const caught = Object.values(propertiesOf("AWS::Lambda::EventInvokeConfig")).map(
      ({ FunctionName, DestinationConfig }) => {
        expect(DestinationConfig).toMatchObject({ OnFailure: { Destination: expect.anything() } });
        return (FunctionName as { Ref: string }).Ref;
      },
    );
    expect(caught.sort()).toEqual(expect.arrayContaining([...new Set(called)].sort()));
  });

  it("keeps what failed for 14 days, the longest there is", () => {
    template.allResourcesProperties("AWS::SQS::Queue", { MessageRetentionPeriod: 14 * 24 * 3600 });
  });
});

describe("the Lambdas", () => {
  it.each(["own", "rekognition"])("of the API publish recipes for the recognizer %s", (recognizer) => {
    const { template: chosen } = synthesize({ recognizer });
    const [http] = Object.entries(chosen.findResources("AWS::Lambda::Function")).filter(([id]) =>
      id.startsWith("ApiHttp"),
    );

    expect(http?.[1]["Properties"].Environment.Variables.PARTPROOF_RECOGNIZER).toBe(recognizer);
  });

  it("run on Node.js 24 for arm64, are traced, and write JSON to a log of their own that is kept for a set time", () => {
    template.allResourcesProperties("AWS::Lambda::Function", {
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
      LoggingConfig: { LogFormat: "JSON", LogGroup: Match.anyValue() },
    });
    template.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: 90 });
  });

  it("look at no more photos at once than the setting says, and send one digest at a time", () => {
    const { template: set } = synthesize({ inspectConcurrency: "37" });

    set.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      ScalingConfig: { MaximumConcurrency: 37 },
    });
    set.hasResourceProperties("AWS::Lambda::Function", {
      Description: Match.stringLikeRegexp("into one mail"),
      ReservedConcurrentExecutions: 1,
    });
  });

  it("hold no secret in their environment, and each only what it needs", () => {
    const allowed = /^(PARTPROOF_[A-Z_]+|POWERTOOLS_[A-Z_]+)$/;
    for (const { Environment } of Object.values(propertiesOf("AWS::Lambda::Function"))) {
      const names = Object.keys((Environment as { Variables: object }).Variables);
      for (const name of names) {
        expect(name).toMatch(allowed);
        expect(name).not.toMatch(/SECRET|PASSWORD|TOKEN/);
      }
    }
  });
});

describe("the API", () => {
  it("asks who calls everywhere but where nothing of anybody is shown", () => {
    const open = Object.values(propertiesOf("AWS::ApiGateway::Method")).filter(
      ({ AuthorizationType }) => AuthorizationType === "NONE",
    );
    const resources = propertiesOf("AWS::ApiGateway::Resource");
    const paths = open.map(({ ResourceId }) => resources[(ResourceId as { Ref: string }).Ref]?.["PathPart"]);

    expect(paths.sort()).toEqual(["docs", "healthz", "openapi.json", "{file}"]);
  });

  it("checks what is handed in before a Lambda runs, and limits how much", () => {
    const methods = Object.values(propertiesOf("AWS::ApiGateway::Method"));
    const handIns = methods.filter(({ HttpMethod }) => HttpMethod === "POST");

    expect(handIns).toHaveLength(4);
    for (const method of handIns) {
      expect(method["RequestValidatorId"]).toBeDefined();
      expect(method["RequestModels"]).toBeDefined();
    }
    template.hasResourceProperties("AWS::ApiGateway::UsagePlan", {
      Quota: { Limit: 500_000, Period: "DAY" },
      Throttle: { RateLimit: 20, BurstLimit: 40 },
    });
    template.resourceCountIs("AWS::WAFv2::WebACLAssociation", 1);
  });

  it("does not let the firewall take a photo in base64 for an attack", () => {
    template.hasResourceProperties("AWS::WAFv2::WebACL", {
      Rules: Match.arrayWith([
        Match.objectLike({
          Name: "AWSManagedRulesCommonRuleSet",
          Statement: {
            ManagedRuleGroupStatement: {
              RuleActionOverrides: Match.arrayWith([
                { Name: "SizeRestrictions_BODY", ActionToUse: { Count: {} } },
              ]),
            },
          },
        }),
      ]),
    });
  });

  it("logs each request without its body, headers or query", () => {
    const [stage] = Object.values(propertiesOf("AWS::ApiGateway::Stage"));
    const { Format } = (stage?.["AccessLogSetting"] ?? {}) as { Format?: string };

    expect(Format).toContain("$context.requestId");
    expect(Format).not.toMatch(/body|header|query|params|apiKey/i);
  });
});

describe("people", () => {
  it("cannot sign up by themselves, and need a second factor", () => {
    template.hasResourceProperties("AWS::Cognito::UserPool", {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: "ON",
    });
  });
});

describe("a Custom Labels model", () => {
  const shift = synthesize({
    customLabelsArn: "arn:aws:rekognition:eu-central-1:111122223333:project/board/version/v1/1",
    shiftStart: "22:00",
    shiftEnd: "06:00",
    shiftDays: "MON-FRI",
    timeZone: "Europe/Berlin",
  }).template;

  it("starts half an hour before the shift and stops after it, the next morning for a night shift", () => {
    shift.hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: "cron(30 21 ? * MON,TUE,WED,THU,FRI *)",
      ScheduleExpressionTimezone: "Europe/Berlin",
      Target: {
        Arn: Match.objectLike({
          "Fn::Join": Match.arrayWith([
            Match.arrayWith([Match.stringLikeRegexp("rekognition:startProjectVersion")]),
          ]),
        }),
      },
    });
    shift.hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: "cron(0 6 ? * TUE,WED,THU,FRI,SAT *)",
    });
  });

  it("is the only one that the inspection may then use", () => {
    const policies = JSON.stringify(shift.findResources("AWS::IAM::Policy"));

    expect(policies).not.toContain("project/*");
  });
});

describe("cdk-nag", () => {
  it("accepts the stack with its own recognizer and a model on a schedule, too", () => {
    const all = synthesize({
      stage: "prod",
      recognizer: "own",
      customLabelsArn: "arn:aws:rekognition:eu-central-1:111122223333:project/board/version/v1/1",
      shiftStart: "06:00",
      shiftEnd: "22:00",
      domainName: "partproof.example.com",
      certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
    });

    expect(() => app.synth()).not.toThrow();
    expect(() => all.app.synth()).not.toThrow();
  });
});
