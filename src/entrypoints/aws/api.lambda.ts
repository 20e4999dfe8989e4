import type { Context } from "aws-lambda";
import { type APIGatewayProxyResult, handle, type LambdaEvent } from "hono/aws-lambda";
import { createS3ModelStore } from "../../adapters/aws/s3-model-store.ts";
import { createS3UploadGrants } from "../../adapters/aws/s3-upload-grants.ts";
import { createSqsDeadLetters } from "../../adapters/aws/sqs-dead-letters.ts";
import { createSqsWake } from "../../adapters/aws/sqs-wake.ts";
import { dynamoClient, s3Client, sqsClient } from "../../wiring/aws-clients.ts";
import { readAwsConfig, TELLING } from "../../wiring/aws-config.ts";
import { watchAws, wireEvidence, wireTable } from "../../wiring/aws-parts.ts";
import { VERSION } from "../../wiring/version.ts";
import { wireAws } from "../../wiring/wire-aws.ts";
import { createHttpApi } from "../http-api/create-http-api.ts";
import { createNodeDocsAssets } from "../http-api/node-docs-assets.ts";
import { identifyByGateway } from "./identify-by-gateway.ts";
import { recognizersElsewhere } from "./recognizers-elsewhere.ts";
import { redriveBoth } from "./redrive-both.ts";
import { withoutIamPrefix } from "./without-iam-prefix.ts";

/** A Lambda takes 6 MB in a request; what API Gateway adds around the body needs room too. */
const MAX_BODY_BYTES = 5_900_000;
/** API Gateway waits 29 s for an answer. */
const MAX_WAIT_SECONDS = 25;

const config = readAwsConfig(process.env, [
  ...["table", "evidenceBucket", "lockMode", "incomingBucket", "dataBucket", "queueUrl"],
  ...["deadLetterUrl", ...TELLING, "recognizer", "stage", "logLevel"],
] as const);
const { telemetry, tracing } = watchAws(config);
const [s3, sqs] = [s3Client(tracing), sqsClient(tracing)];
const wake = createSqsWake({ sqs, queueUrl: config.queueUrl });
const table = wireTable(dynamoClient(tracing), config, wake);
const { records, keptReports, reviews, recipes, outbox, rules, queue, verifications } = table;
const deadLetters = createSqsDeadLetters({ sqs, queueUrl: config.deadLetterUrl });
const api = createHttpApi({
  platform: wireAws(
    {
      ...{ records, keptReports, reviews, recipes, outbox, rules, telemetry },
      queue: redriveBoth(queue, deadLetters, telemetry),
      ...wireEvidence(s3, config, records),
      ...recognizersElsewhere(config.recognizer),
    },
    config,
  ),
  identify: identifyByGateway,
  models: createS3ModelStore({ s3, bucket: config.dataBucket }),
  messages: table.messagesOf(config.channels.map(({ name }) => name)),
  verifications,
  uploads: createS3UploadGrants({ s3, bucket: config.incomingBucket }),
  version: VERSION,
  maxBodyBytes: MAX_BODY_BYTES,
  maxWaitSeconds: MAX_WAIT_SECONDS,
  docsAssets: createNodeDocsAssets(),
});
const answer = handle(api);

/** The event of a REST API; the other kinds that Hono knows have no path of this form, and are not used here. */
type RestEvent = Extract<LambdaEvent, { path: string }>;

export async function handler(event: RestEvent, context: Context): Promise<APIGatewayProxyResult> {
  telemetry.enter(context);
  return answer(withoutIamPrefix(event), context);
}
