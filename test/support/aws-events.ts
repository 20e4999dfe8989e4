import type { Context, SQSEvent, SQSRecord } from "aws-lambda";

/** What EventBridge hands on when an object was put into a bucket. */
export function objectCreated(key: string, versionId?: string, bucket = "incoming") {
  return {
    version: "0",
    id: "17793124-05d4-b198-2fde-7ededc63b103",
    "detail-type": "Object Created",
    source: "aws.s3",
    detail: {
      version: "0",
      bucket: { name: bucket },
      object: {
        key,
        size: 5,
        etag: "b1946ac92492d2347c6235b4d2611184",
        ...(versionId === undefined ? {} : { "version-id": versionId }),
        sequencer: "617f08299329d189",
      },
      reason: "PutObject",
    },
  };
}

/** Messages as SQS hands them to a Lambda, each with a receipt handle `handle-<number>`. */
export function sqsEvent(bodies: readonly unknown[], over: Partial<SQSRecord> = {}): SQSEvent {
  return { Records: bodies.map((body, i) => sqsRecord(body, i, over)) };
}

function sqsRecord(body: unknown, index: number, over: Partial<SQSRecord>): SQSRecord {
  return {
    messageId: `message-${index}`,
    receiptHandle: `handle-${index}`,
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "1772352000000",
      SenderId: "sender",
      ApproximateFirstReceiveTimestamp: "1772352000000",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-central-1:111111111111:inspect",
    awsRegion: "eu-central-1",
    ...over,
  };
}

/** What a Lambda is told about a call, with time to spare. */
export const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "test",
  functionVersion: "1",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:111111111111:function:test",
  memoryLimitInMB: "1769",
  awsRequestId: "request-1",
  logGroupName: "test",
  logStreamName: "test",
  getRemainingTimeInMillis: () => 900_000,
  done() {},
  fail() {},
  succeed() {},
};

/** What a REST API hands to a Lambda, for somebody whom the authorizer has let in. */
export function restEvent(
  caller: { name: string; role: string },
  httpMethod: string,
  path: string,
  body?: unknown,
) {
  return {
    version: "1.0",
    resource: "/v1/{proxy+}",
    path,
    httpMethod,
    headers: { Host: "api.example", ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    multiValueHeaders: {},
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    pathParameters: {},
    stageVariables: {},
    isBase64Encoded: false,
    body: body === undefined ? null : JSON.stringify(body),
    requestContext: { authorizer: caller, identity: { userArn: null }, domainName: "api.example" },
  };
}
