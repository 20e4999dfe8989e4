import { RemovalPolicy } from "aws-cdk-lib";
import {
  AccessLogFormat,
  ApiKeySourceType,
  EndpointType,
  LogGroupLogDestination,
  RestApi,
} from "aws-cdk-lib/aws-apigateway";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { protectApi } from "./api-firewall.ts";
import { answerProblems } from "./api-problems.ts";
import { addRoutes } from "./api-routes.ts";
import { limitUsage } from "./api-usage.ts";
import type { People } from "./people.ts";
import { ServiceFunction } from "./service-function.ts";
import { readData, sealEvidence, writeTable } from "./store-access.ts";
import { photoEnvironment, type Surroundings } from "./surroundings.ts";

/** API Gateway waits this long for an answer. */
const API_TIMEOUT_SECONDS = 29;

/** What a browser names first when it asks for a photo: for these the answer is bytes instead of base64. */
const BINARY = [
  ...["image/*", "image/avif", "image/webp", "image/png", "image/jpeg"],
  ...["application/zip", "application/octet-stream"],
];

/** One line a request: who, what, how long. Never a body, a header or a query, which may hold serials. */
const ACCESS_LINE = {
  requestId: "$context.requestId",
  extendedRequestId: "$context.extendedRequestId",
  time: "$context.requestTime",
  ip: "$context.identity.sourceIp",
  client: "$context.authorizer.name",
  iamCaller: "$context.identity.caller",
  method: "$context.httpMethod",
  route: "$context.resourcePath",
  status: "$context.status",
  latencyMs: "$context.responseLatency",
  bytes: "$context.responseLength",
  error: "$context.error.message",
};

/** The HTTP API: who may come in, what may be sent and how much of it, and the Lambda that answers. */
export class Api extends Construct {
  readonly rest: RestApi;
  readonly function: ServiceFunction;
  readonly authorizer: ServiceFunction;
  readonly accessLog: LogGroup;
  /** Of the web ACL, as its metrics name it. */
  readonly firewallName: string;

  constructor(scope: Construct, id: string, around: Surroundings & { people: People }) {
    super(scope, id);
    const { settings } = around;
    this.accessLog = new LogGroup(this, "AccessLog", {
      retention: settings.logDays,
      removalPolicy: settings.stage === "prod" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.firewallName = `partproof-${settings.stage}`;
    this.rest = new RestApi(this, "Rest", {
      restApiName: `partproof-${settings.stage}`,
      description: "Photos in, verdicts and evidence out",
      endpointTypes: [EndpointType.REGIONAL],
      binaryMediaTypes: BINARY,
      cloudWatchRole: false,
      apiKeySourceType: ApiKeySourceType.AUTHORIZER,
      deployOptions: {
        stageName: settings.stage,
        tracingEnabled: true,
        metricsEnabled: true,
        throttlingRateLimit: settings.apiRatePerSecond,
        throttlingBurstLimit: settings.apiBurst,
        accessLogDestination: new LogGroupLogDestination(this.accessLog),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(ACCESS_LINE)),
      },
    });
    const usageKey = limitUsage(this, this.rest, settings);
    this.function = this.makeFunction(around);
    this.authorizer = new ServiceFunction(this, "Authorizer", {
      ...around,
      entry: "authorizer",
      description: "Tells who calls: a person of the user pool, or the holder of a token",
      memoryMb: 512,
      timeoutSeconds: 10,
      environment: {
        ...around.common,
        PARTPROOF_USER_POOL_ID: around.people.pool.userPoolId,
        PARTPROOF_USER_POOL_CLIENT_ID: around.people.client.userPoolClientId,
        PARTPROOF_USAGE_KEY: usageKey,
      },
      may: [{ actions: ["dynamodb:GetItem"], resources: [around.record.table.tableArn] }],
    });
    answerProblems(this.rest);
    addRoutes(this, this.rest, { api: this.function.handler, authorizer: this.authorizer.handler });
    protectApi(this, this.rest, this.firewallName);
    acknowledge(
      this.rest,
      "AwsSolutions-APIG6",
      "The access log has a line a request and the Lambda logs what it did; API Gateway's own log would hold bodies.",
    );
  }

  private makeFunction(around: Surroundings): ServiceFunction {
    const { settings, record, receive } = around;
    return new ServiceFunction(this, "Http", {
      ...around,
      entry: "api",
      description: "Answers the HTTP API",
      memoryMb: 1769,
      timeoutSeconds: API_TIMEOUT_SECONDS,
      layers: [around.sharpLayer],
      environment: {
        ...photoEnvironment(around),
        PARTPROOF_RECOGNIZER: settings.recognizer,
      },
      may: [
        ...sealEvidence(record),
        ...writeTable(record),
        ...readData(record, "models/"),
        {
          actions: ["s3:PutObject"],
          resources: [receive.incoming.arnForObjects("incoming/*")],
          wildcardBecause:
            "It signs uploads, each for one key; a signature allows no more than its signer may.",
        },
        { actions: ["kms:GenerateDataKey"], resources: [record.dataKey.keyArn] },
        { actions: ["sqs:SendMessage"], resources: [receive.queue.queueArn] },
        {
          actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
          resources: [receive.deadLetters.queueArn],
        },
      ],
    });
  }
}
