import { z } from "zod";
import { MAIL_CHANNEL } from "../domain/message.ts";
import { nameSchema } from "../domain/recipe.ts";
import { languageSchema } from "../domain/words/language.ts";
import { timeZoneSchema } from "../domain/words/reader.ts";
import { readSetting } from "./read-setting.ts";
import { readYamlSettings } from "./read-yaml-settings.ts";

const fileName = z.string().min(1);
/** Of whoever looks at the channel. */
const reads = { language: languageSchema.optional(), timeZone: timeZoneSchema.optional() };
const timeoutSeconds = z.number().min(0.1).max(60).default(10);
export const webhookFormatSchema = z.enum(["cloudevents", "slack", "teams"]);

const webhookSchema = z
  .strictObject({
    kind: z.literal("webhook"),
    url: z.url({ protocol: /^https?$/ }).optional(),
    urlFile: fileName.optional(),
    format: webhookFormatSchema,
    secretFile: fileName.optional(),
    allow: z.array(z.string()).max(50).default([]),
    caFile: fileName.optional(),
    timeoutSeconds,
    ...reads,
  })
  .refine(({ url, urlFile }) => (url === undefined) !== (urlFile === undefined), {
    message: "either url or urlFile",
  })
  .refine(({ format, secretFile }) => format !== "cloudevents" || secretFile !== undefined, {
    message: "a secretFile for cloudevents, so that the receiver can tell who sent them",
  });

const mqttSchema = z
  .strictObject({
    kind: z.literal("mqtt"),
    url: z.url({ protocol: /^mqtts?$/ }),
    user: z.string().min(1).optional(),
    passwordFile: fileName.optional(),
    caFile: fileName.optional(),
    topicPrefix: z.string().optional(),
    clientId: nameSchema.optional(),
    timeoutSeconds,
    ...reads,
  })
  .refine(({ user, passwordFile }) => (user === undefined) === (passwordFile === undefined), {
    message: "user and passwordFile together",
  });

const fileSchema = z.strictObject({
  channels: z.record(
    nameSchema.refine((name) => name !== MAIL_CHANNEL, { message: "another name; mail is always there" }),
    z.discriminatedUnion("kind", [webhookSchema, mqttSchema]),
  ),
});

type InFile = z.infer<typeof fileSchema>["channels"][string];

/** One channel with everything that its files hold; most of it is secret. */
export type ChannelSettings = WebhookSettings | MqttSettings;
export type WebhookSettings = Omit<
  InFile & { kind: "webhook" },
  "url" | "urlFile" | "secretFile" | "caFile"
> & {
  url: string;
  secret?: string | undefined;
  ca?: string | undefined;
};
export type MqttSettings = Omit<InFile & { kind: "mqtt" }, "user" | "passwordFile" | "caFile"> & {
  auth?: { user: string; password: string } | undefined;
  ca?: string | undefined;
};

/**
 * Read the file of channels, and the files that it names.
 * @returns the settings of each channel by its name
 * @throws PartproofError `invalid-input`, naming the file and each fault in it
 */
export async function readChannelSettings(file: string): Promise<Record<string, ChannelSettings>> {
  const { channels } = await readYamlSettings(file, fileSchema, "channels");
  const read = Object.entries(channels).map(
    async ([name, channel]) =>
      [name, channel.kind === "mqtt" ? await readMqtt(channel) : await readWebhook(channel)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

async function readWebhook(settings: InFile & { kind: "webhook" }): Promise<WebhookSettings> {
  const { url, urlFile, secretFile, caFile, ...rest } = settings;
  return {
    ...rest,
    url: urlFile === undefined ? (url ?? "") : (await readSetting(urlFile)).trim(),
    secret: secretFile && (await readSetting(secretFile)),
    ca: caFile && (await readSetting(caFile)),
  };
}

async function readMqtt(settings: InFile & { kind: "mqtt" }): Promise<MqttSettings> {
  const { user, passwordFile, caFile, ...rest } = settings;
  return {
    ...rest,
    auth: user && passwordFile ? { user, password: (await readSetting(passwordFile)).trim() } : undefined,
    ca: caFile && (await readSetting(caFile)),
  };
}
