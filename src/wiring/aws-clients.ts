import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Tracing } from "../adapters/aws/powertools-tracing.ts";
import { REKOGNITION_CLIENT } from "../adapters/aws/rekognition-client.ts";
import { SNS_CLIENT } from "../adapters/aws/sns-notifier.ts";

/**
 * The SDK's clients, each in a function of its own so that a bundle holds only those it uses. Region, credentials and
 * endpoints are the SDK's own affair: `AWS_ENDPOINT_URL_<SERVICE>` works. Calls are short and retried a few times;
 * what takes longer goes back to the queue, which waits for less money than a Lambda.
 */
const SHORT = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} as const;

/** A photo of 30 MB takes its time. */
const LONG = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
} as const;

type Traced = Pick<Tracing, "client">;

/** For a person at a terminal: nothing there collects traces. */
export const UNTRACED: Traced = { client: (client) => client };

export function dynamoClient(tracing: Traced): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(tracing.client(new DynamoDBClient(SHORT)));
}

export function s3Client(tracing: Traced): S3Client {
  return tracing.client(new S3Client(LONG));
}

export function sqsClient(tracing: Traced): SQSClient {
  return tracing.client(new SQSClient(LONG));
}

export function snsClient(tracing: Traced): SNSClient {
  return tracing.client(new SNSClient(SNS_CLIENT));
}

export function secretsClient(tracing: Traced): SecretsManagerClient {
  return tracing.client(new SecretsManagerClient(SHORT));
}

export function eventsClient(tracing: Traced): EventBridgeClient {
  return tracing.client(new EventBridgeClient(SHORT));
}

export function rekognitionClient(tracing: Traced): RekognitionClient {
  return tracing.client(new RekognitionClient(REKOGNITION_CLIENT));
}
