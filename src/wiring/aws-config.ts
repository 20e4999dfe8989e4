import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";
import { describeFaults } from "../domain/faults.ts";
import { languageSchema } from "../domain/words/language.ts";
import { contactSchema, timeZoneSchema } from "../domain/words/reader.ts";
import { readChannelList } from "./channel-list.ts";

/** Separated by commas. */
function listOf<T extends z.ZodType<unknown, string>>(item: T) {
  return z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(item));
}

/** Every setting of the AWS platform, by the environment variable that sets it. docs/configuration.md explains them. */
const SETTINGS = {
  table: { variable: "PARTPROOF_TABLE", schema: z.string().min(3).max(255) },
  evidenceBucket: { variable: "PARTPROOF_EVIDENCE_BUCKET", schema: z.string().min(3).max(63) },
  incomingBucket: { variable: "PARTPROOF_INCOMING_BUCKET", schema: z.string().min(3).max(63) },
  dataBucket: { variable: "PARTPROOF_DATA_BUCKET", schema: z.string().min(3).max(63) },
  lockMode: {
    variable: "PARTPROOF_LOCK_MODE",
    schema: z.enum(["COMPLIANCE", "GOVERNANCE", "NONE"]).default("COMPLIANCE"),
  },
  queueUrl: { variable: "PARTPROOF_QUEUE_URL", schema: z.url() },
  deadLetterUrl: { variable: "PARTPROOF_DEAD_LETTER_URL", schema: z.url() },
  eventBus: { variable: "PARTPROOF_EVENT_BUS", schema: z.string().min(1).max(1600) },
  qualityTopic: { variable: "PARTPROOF_QUALITY_TOPIC", schema: z.string().regex(/^arn:/, "an ARN") },
  channels: {
    variable: "PARTPROOF_CHANNELS",
    schema: z
      .string()
      .default("")
      .transform((text, check) => {
        const channels = readChannelList(text);
        if (channels) return channels;
        check.addIssue({ code: "custom", message: "names of channels, separated by commas" });
        return z.NEVER;
      }),
  },
  channelsArn: { variable: "PARTPROOF_CHANNELS_ARN", schema: z.string().regex(/^arn:/, "an ARN") },
  baseUrl: { variable: "PARTPROOF_BASE_URL", schema: z.url() },
  userPoolId: { variable: "PARTPROOF_USER_POOL_ID", schema: z.string().min(1).max(100) },
  userPoolClientId: { variable: "PARTPROOF_USER_POOL_CLIENT_ID", schema: z.string().min(1).max(200) },
  usageKey: { variable: "PARTPROOF_USAGE_KEY", schema: z.string().min(1).max(200).optional() },
  recognizer: {
    variable: "PARTPROOF_RECOGNIZER",
    schema: z.enum(["own", "rekognition"]).default("rekognition"),
  },
  language: { variable: "PARTPROOF_LANGUAGE", schema: languageSchema.default("en") },
  timeZone: { variable: "PARTPROOF_TIME_ZONE", schema: timeZoneSchema.default("UTC") },
  contact: { variable: "PARTPROOF_CONTACT", schema: contactSchema.optional() },
  reports: {
    variable: "PARTPROOF_REPORTS",
    schema: listOf(z.enum(["day", "shift", "week"])).default(["day"]),
  },
  shiftStarts: {
    variable: "PARTPROOF_SHIFT_STARTS",
    schema: listOf(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 06:00")).default([
      "06:00",
      "14:00",
      "22:00",
    ]),
  },
  stage: { variable: "PARTPROOF_STAGE", schema: z.string().min(1).max(20).default("dev") },
  logLevel: {
    variable: "PARTPROOF_LOG_LEVEL",
    schema: z.enum(["debug", "info", "warn", "error"]).default("info"),
  },
} as const;

/** What whoever tells people something needs: links, and how they read. */
export const TELLING = ["baseUrl", "language", "timeZone", "contact", "channels"] as const;

export type AwsSetting = keyof typeof SETTINGS;
export type AwsConfig<K extends AwsSetting> = {
  [Name in K]: z.infer<(typeof SETTINGS)[Name]["schema"]>;
};

/**
 * Read what one function needs, and nothing else: a function that lacks a setting which is none of its business works.
 * @throws PartproofError `invalid-input` naming each variable that is wrong, what was expected, what came
 */
export function readAwsConfig<K extends AwsSetting>(
  environment: NodeJS.ProcessEnv,
  wanted: readonly K[],
): AwsConfig<K> {
  const shape = Object.fromEntries(wanted.map((name) => [SETTINGS[name].variable, SETTINGS[name].schema]));
  const given = Object.fromEntries(
    wanted.flatMap((name) => {
      const value = environment[SETTINGS[name].variable];
      // A variable set to nothing means the same as one that is not set.
      return value === undefined || value === "" ? [] : [[SETTINGS[name].variable, value]];
    }),
  );
  const parsed = z.object(shape).safeParse(given);
  if (!parsed.success) {
    const faults = describeFaults(parsed.error, given);
    const lines = faults.map((f) => `  ${f.path}: expected ${f.expected}, received ${f.received}`);
    const message = `The settings of this function are not usable:\n${lines.join("\n")}`;
    throw new PartproofError("invalid-input", message, { faults });
  }
  const read = parsed.data as Record<string, unknown>;
  return Object.fromEntries(wanted.map((name) => [name, read[SETTINGS[name].variable]])) as AwsConfig<K>;
}
