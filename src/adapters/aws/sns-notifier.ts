import { type MessageAttributeValue, PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { PartproofError } from "../../domain/errors.ts";
import { asciiLine } from "../../domain/mail-words.ts";
import type { QualityMessage } from "../../domain/message.ts";
import type { Notifier } from "../../ports/notifier.ts";
import { asAwsError, awsStatus } from "./map-aws-error.ts";

/**
 * How a client for {@link createSnsNotifier} is to be made: without retries of its own, because the SDK also retries
 * what may have been delivered. The outbox retries what was not. And with a connection for each message: an old one
 * that the other side has closed meanwhile looks like one that broke after delivery.
 */
export const SNS_CLIENT = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
  },
} as const;

/** SNS takes 256 KB, attributes and all; these have their names and at most 128 characters each. */
const MAX_TEXT_BYTES = 256 * 1024 - 2_048;
const CUT_OFF = "\n\n[The message was longer than SNS takes and is cut off here. Partproof has all of it.]\n";
const PHOTO_NOTE = "\nThe analyzed photo cannot be attached here; the link leads to it.\n";
const MAX_ATTRIBUTE = 128;

/**
 * Publishes to a topic whose subscribers are the recipients: `to` is not looked at, and neither is the photo, which
 * SNS cannot carry. Subscriptions can filter by the attributes `recipe` and `kind`.
 * @param deps sns: made with {@link SNS_CLIENT}
 */
export function createSnsNotifier(deps: { sns: SNSClient; topicArn: string }): Notifier {
  return {
    idempotent: false,
    async send(message) {
      const publish = new PublishCommand({
        TopicArn: deps.topicArn,
        Subject: message.subject,
        Message: bodyOf(message),
        MessageAttributes: attributesOf(message),
      });
      await deps.sns.send(publish).catch((error: unknown) => {
        throw asSnsError(error);
      });
    },
  };
}

function bodyOf({ text, photoKey }: QualityMessage): string {
  const whole = photoKey === undefined ? text : `${text}${PHOTO_NOTE}`;
  if (Buffer.byteLength(whole) <= MAX_TEXT_BYTES) return whole;
  const start = Buffer.from(whole).subarray(0, MAX_TEXT_BYTES - Buffer.byteLength(CUT_OFF));
  // In stream mode half a character at the end is left out.
  return new TextDecoder().decode(start, { stream: true }) + CUT_OFF;
}

/** An attribute must not be empty; what is not known is left out. */
function attributesOf({ recipe, kind }: QualityMessage): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries({ recipe, kind }).flatMap(([name, value]) =>
      value ? [[name, { DataType: "String", StringValue: asciiLine(value, MAX_ATTRIBUTE) }]] : [],
    ),
  );
}

/** Without an answer, nobody knows whether the message was delivered; unless there was no connection at all. */
function asSnsError(error: unknown): PartproofError {
  const mapped = asAwsError(error, "publish a message");
  if (mapped.code !== "unavailable" || awsStatus(error) !== undefined || isBeforeDelivery(error))
    return mapped;
  return new PartproofError(
    "unavailable",
    "AWS did not say whether it took a message for the quality topic. It is not sent again, so that nobody gets it twice; " +
      "look into Partproof for what it told.",
    { cause: error, retryable: false },
  );
}

function isBeforeDelivery(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code) ||
    error.name === "CredentialsProviderError" ||
    /without establishing a connection/.test(error.message)
  );
}
