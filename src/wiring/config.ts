import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";
import { describeFaults } from "../domain/faults.ts";
import type { SamplingPlan } from "../domain/sampling.ts";
import { languageSchema } from "../domain/words/language.ts";
import { contactSchema, type Reader, timeZoneSchema } from "../domain/words/reader.ts";
import { DEFAULT_PHOTO_LIMITS } from "../imaging/decode-photo.ts";
import { type FaultRule, faultRulesTextSchema } from "./fault-rules.ts";
import { samplingRulesSchema } from "./sampling-rules.ts";

const megabytes = (fallback: number) =>
  z.coerce
    .number()
    .gt(0)
    .max(4096)
    .default(fallback)
    .transform((mb) => Math.round(mb * 1024 * 1024));

/** Every setting of the embedded platform, by the environment variable that sets it. docs/configuration.md explains them. */
const environmentSchema = z.object({
  PARTPROOF_HOME: z.string().min(1).default(".partproof"),
  PARTPROOF_HOST: z.string().min(1).default("127.0.0.1"),
  PARTPROOF_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  PARTPROOF_BASE_URL: z.url().optional(),
  PARTPROOF_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  PARTPROOF_RECOGNIZER_THREADS: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  PARTPROOF_MAX_WAITING: z.coerce.number().int().min(1).max(10_000_000).default(10_000),
  PARTPROOF_LEASE_SECONDS: z.coerce.number().min(1).max(3600).default(60),
  PARTPROOF_MAX_PHOTO_MB: megabytes(DEFAULT_PHOTO_LIMITS.maxBytes / 1024 / 1024),
  PARTPROOF_MAX_PHOTO_MEGAPIXELS: z.coerce
    .number()
    .gt(0)
    .max(1000)
    .default(DEFAULT_PHOTO_LIMITS.maxPixels / 1e6),
  PARTPROOF_MAX_BODY_MB: megabytes(45),
  PARTPROOF_SETTLE_SECONDS: z.coerce.number().min(0.1).max(3600).default(5),
  PARTPROOF_SHIFT_STARTS: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d(,([01]\d|2[0-3]):[0-5]\d)*$/, "times of day such as 06:00,14:00,22:00")
    .default("06:00,14:00,22:00")
    .transform((list) => list.split(",")),
  PARTPROOF_SAMPLE_RULES: samplingRulesSchema.optional(),
  PARTPROOF_SAMPLE_SEED: z.string().min(1).max(200).default("partproof"),
  PARTPROOF_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  PARTPROOF_SMTP_PASSWORD_FILE: z.string().min(1).optional(),
  PARTPROOF_MAIL_FROM: z.email().default("partproof@localhost.localdomain"),
  PARTPROOF_SMTP_CA_FILE: z.string().min(1).optional(),
  PARTPROOF_MAIL_REPLY_TO: z.email().optional(),
  PARTPROOF_MAIL_DKIM_KEY_FILE: z.string().min(1).optional(),
  PARTPROOF_MAIL_DKIM_SELECTOR: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$/, "the name of a DNS label")
    .default("partproof"),
  PARTPROOF_LANGUAGE: languageSchema.default("en"),
  PARTPROOF_TIME_ZONE: timeZoneSchema.default(Intl.DateTimeFormat().resolvedOptions().timeZone),
  PARTPROOF_CONTACT: contactSchema.optional(),
  PARTPROOF_CHANNELS_FILE: z.string().min(1).optional(),
  PARTPROOF_REPORTS_FILE: z.string().min(1).optional(),
  PARTPROOF_REKOGNITION_PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
  PARTPROOF_REKOGNITION_FAULTS: faultRulesTextSchema.default([]),
  PARTPROOF_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  PARTPROOF_S3_REGION: z.string().min(1).max(64).default("us-east-1"),
  PARTPROOF_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

export type Config = {
  home: string;
  host: string;
  port: number;
  baseUrl: string;
  concurrency: number;
  recognizerThreads: number;
  maxWaiting: number;
  leaseMs: number;
  maxPhotoBytes: number;
  maxPhotoPixels: number;
  maxBodyBytes: number;
  settleMs: number;
  shiftStarts: string[];
  /** Which passes are put before people while the line runs. */
  sampling: SamplingPlan;
  smtp?: { url: string; passwordFile?: string; caFile?: string };
  mailFrom: string;
  mailReplyTo?: string;
  dkim?: { keyFile: string; selector: string };
  /** Language and time zone of whoever did not choose. Shifts begin in this time zone. */
  reader: Reader;
  /** Whom people ask, unless a recipe says. */
  contact?: string;
  /** YAML: webhooks and MQTT; docs/messages.md. */
  channelsFile?: string;
  /** YAML: which reports are made by themselves; docs/reports.md. */
  reportsFile?: string;
  /** The Rekognition-compatible service, where it is asked for. */
  rekognition: { port: number; faults: FaultRule[] };
  /** Where it finds the photos and manifests that requests name. */
  s3?: { endpoint: string; region: string };
  logLevel: "debug" | "info" | "warn" | "error";
};

/** What the command line says; it wins over the environment. */
export type ConfigOverrides = {
  home?: string | undefined;
  host?: string | undefined;
  port?: string | undefined;
  rekognitionPort?: string | undefined;
};

/**
 * Read every setting once, before any work. `overrides` are what the command line says.
 * @throws PartproofError `invalid-input` naming each variable that is wrong, what was expected, what came
 */
export function readConfig(environment: NodeJS.ProcessEnv, overrides: ConfigOverrides = {}): Config {
  // A variable set to nothing means the same as one that is not set.
  const given = {
    ...Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== "")),
    ...(overrides.home === undefined ? {} : { PARTPROOF_HOME: overrides.home }),
    ...(overrides.host === undefined ? {} : { PARTPROOF_HOST: overrides.host }),
    ...(overrides.port === undefined ? {} : { PARTPROOF_PORT: overrides.port }),
    ...(overrides.rekognitionPort === undefined
      ? {}
      : { PARTPROOF_REKOGNITION_PORT: overrides.rekognitionPort }),
  };
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw invalidSettings(parsed.error, given);
  const env = parsed.data;
  return {
    home: resolve(env.PARTPROOF_HOME),
    host: env.PARTPROOF_HOST,
    port: env.PARTPROOF_PORT,
    baseUrl: env.PARTPROOF_BASE_URL ?? urlOf(env.PARTPROOF_HOST, env.PARTPROOF_PORT),
    concurrency: env.PARTPROOF_CONCURRENCY,
    recognizerThreads: env.PARTPROOF_RECOGNIZER_THREADS,
    maxWaiting: env.PARTPROOF_MAX_WAITING,
    leaseMs: env.PARTPROOF_LEASE_SECONDS * 1000,
    maxPhotoBytes: env.PARTPROOF_MAX_PHOTO_MB,
    maxPhotoPixels: env.PARTPROOF_MAX_PHOTO_MEGAPIXELS * 1e6,
    maxBodyBytes: env.PARTPROOF_MAX_BODY_MB,
    settleMs: env.PARTPROOF_SETTLE_SECONDS * 1000,
    shiftStarts: env.PARTPROOF_SHIFT_STARTS,
    sampling: { seed: env.PARTPROOF_SAMPLE_SEED, rules: env.PARTPROOF_SAMPLE_RULES ?? [] },
    ...mailSettings(env),
    reader: { language: env.PARTPROOF_LANGUAGE, timeZone: env.PARTPROOF_TIME_ZONE },
    ...(env.PARTPROOF_CONTACT ? { contact: env.PARTPROOF_CONTACT } : {}),
    ...(env.PARTPROOF_CHANNELS_FILE ? { channelsFile: env.PARTPROOF_CHANNELS_FILE } : {}),
    ...(env.PARTPROOF_REPORTS_FILE ? { reportsFile: env.PARTPROOF_REPORTS_FILE } : {}),
    rekognition: { port: env.PARTPROOF_REKOGNITION_PORT, faults: env.PARTPROOF_REKOGNITION_FAULTS },
    ...(env.PARTPROOF_S3_ENDPOINT
      ? { s3: { endpoint: env.PARTPROOF_S3_ENDPOINT, region: env.PARTPROOF_S3_REGION } }
      : {}),
    logLevel: env.PARTPROOF_LOG_LEVEL,
  };
}

function mailSettings(
  env: z.infer<typeof environmentSchema>,
): Pick<Config, "smtp" | "mailFrom" | "mailReplyTo" | "dkim"> {
  const { PARTPROOF_SMTP_URL: url, PARTPROOF_MAIL_REPLY_TO: mailReplyTo } = env;
  const { PARTPROOF_SMTP_PASSWORD_FILE: passwordFile, PARTPROOF_SMTP_CA_FILE: caFile } = env;
  const { PARTPROOF_MAIL_DKIM_KEY_FILE: keyFile, PARTPROOF_MAIL_DKIM_SELECTOR: selector } = env;
  return {
    ...(url ? { smtp: { url, ...(passwordFile && { passwordFile }), ...(caFile && { caFile }) } } : {}),
    mailFrom: env.PARTPROOF_MAIL_FROM,
    ...(mailReplyTo ? { mailReplyTo } : {}),
    ...(keyFile ? { dkim: { keyFile, selector } } : {}),
  };
}

/** Where a browser on this machine reaches a server that listens on `host`. */
export function urlOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

function invalidSettings(error: z.ZodError, given: Record<string, string | undefined>): PartproofError {
  const faults = describeFaults(error, given).map((fault) =>
    // A mail server's address may hold a password: never repeated.
    fault.path.includes("SMTP") ? { ...fault, received: "(not shown)" } : fault,
  );
  const lines = faults.map((f) => `  ${f.path}: expected ${f.expected}, received ${f.received}`);
  return new PartproofError("invalid-input", `The settings are not usable:\n${lines.join("\n")}`, { faults });
}
