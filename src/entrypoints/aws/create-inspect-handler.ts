import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { createEventBridgePublisher } from "../../adapters/aws/event-bridge-publisher.ts";
import { createRekognitionCustomLabels } from "../../adapters/aws/rekognition-custom-labels.ts";
import { createRekognitionLabels } from "../../adapters/aws/rekognition-labels.ts";
import { createRekognitionTextReader } from "../../adapters/aws/rekognition-text-reader.ts";
import { createS3IncomingPhotos } from "../../adapters/aws/s3-incoming-photos.ts";
import { createSqsDeadLetters } from "../../adapters/aws/sqs-dead-letters.ts";
import { createSqsVisibility } from "../../adapters/aws/sqs-visibility.ts";
import type { Platform } from "../../flow/platform.ts";
import {
  dynamoClient,
  eventsClient,
  rekognitionClient,
  s3Client,
  sqsClient,
} from "../../wiring/aws-clients.ts";
import { readAwsConfig, TELLING } from "../../wiring/aws-config.ts";
import { watchAws, wireEvidence, wireTable } from "../../wiring/aws-parts.ts";
import { wireAws } from "../../wiring/wire-aws.ts";
import { inspectBatch } from "./inspect-batch.ts";

type Recognition = Pick<Platform, "recognizers" | "textReader">;

/**
 * The inspect function with the Rekognition kinds of recognizers. What a recipe may want beside them comes from outside,
 * so that a bundle without our own recognizer holds nothing of it.
 */
export function createInspectHandler(
  addOwn: (parts: {
    s3: ReturnType<typeof s3Client>;
    dataBucket: string;
  }) => Partial<Recognition> = () => ({}),
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const config = readAwsConfig(process.env, [
    ...["table", "evidenceBucket", "lockMode", "incomingBucket", "dataBucket", "queueUrl"],
    ...["deadLetterUrl", "eventBus", ...TELLING, "stage", "logLevel"],
  ] as const);
  const { telemetry, tracing } = watchAws(config);
  const [s3, sqs, rekognition] = [s3Client(tracing), sqsClient(tracing), rekognitionClient(tracing)];
  // Without a wake: what is put back comes again as the message that told of it.
  const { records, keptReports, reviews, recipes, outbox, rules, queue } = wireTable(
    dynamoClient(tracing),
    config,
  );
  const own = addOwn({ s3, dataBucket: config.dataBucket });
  const platform = wireAws(
    {
      ...{ records, keptReports, reviews, recipes, outbox, rules, queue, telemetry },
      ...wireEvidence(s3, config, records),
      recognizers: {
        "rekognition-labels": createRekognitionLabels({ rekognition }),
        "rekognition-custom-labels": createRekognitionCustomLabels({ rekognition }),
        ...own.recognizers,
      },
      textReader: own.textReader ?? createRekognitionTextReader({ rekognition }),
    },
    config,
  );
  const deps = {
    platform,
    incoming: createS3IncomingPhotos({ s3, bucket: config.incomingBucket }),
    publish: createEventBridgePublisher({ events: eventsClient(tracing), busName: config.eventBus }),
    deadLetters: createSqsDeadLetters({ sqs, queueUrl: config.deadLetterUrl }),
    hide: createSqsVisibility({ sqs, queueUrl: config.queueUrl }),
  };
  return async (event, context) => {
    telemetry.enter(context);
    return tracing.step("inspect", () => inspectBatch(deps, event));
  };
}
