import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { parse } from "yaml";
import { z } from "zod";
import { createMqttNotifier } from "../adapters/embedded/mqtt-notifier.ts";
import { createWebhookNotifier } from "../adapters/embedded/webhook-notifier.ts";
import { PartproofError } from "../domain/errors.ts";
import { describeFaults } from "../domain/faults.ts";
import { MAIL_CHANNEL } from "../domain/message.ts";
import { nameSchema } from "../domain/recipe.ts";
import { languageSchema } from "../domain/words/language.ts";
import { type Reader, timeZoneSchema } from "../domain/words/reader.ts";
import type { Notifier } from "../ports/notifier.ts";

const fileName = z.string().min(1);
/** Of whoever looks at the channel. */
const reads = { language: languageSchema.optional(), timeZone: timeZoneSchema.optional() };
const timeoutSeconds = z.number().min(0.1).max(60).default(10);

const webhookSchema = z
  .strictObject({
    kind: z.literal("webhook"),
    url: z.url({ protocol: /^https?$/ }).optional(),
    urlFile: fileName.optional(),
    format: z.enum(["cloudevents", "slack", "teams"]),
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
type ChannelSettings = z.infer<typeof fileSchema>["channels"][string];

/** A way to tell people or programs beside mail, as the settings name it. */
export type Channel = {
  name: string;
  kind: ChannelSettings["kind"];
  /** Where it leads, without anything secret. */
  where: string;
  notifier: Notifier;
  /** Language and time zone, where they are not the usual ones. */
  reads: Partial<Reader>;
  /** Connect ahead of the first message, where the channel keeps a connection. */
  open?(): Promise<void>;
  close?(): Promise<void>;
};

/**
 * Read the file of channels and make each of them ready; nothing is connected yet.
 * @param options clientSuffix: sets this process apart from the server, for a short visit to a broker
 * @throws PartproofError `invalid-input`, naming the file and each fault in it
 */
export async function openChannels(
  file: string,
  options: { baseUrl: string; clientSuffix?: string },
): Promise<Channel[]> {
  const settings = await readSettings(file);
  return Promise.all(
    Object.entries(settings).map(async ([name, channel]) =>
      channel.kind === "mqtt"
        ? openMqtt(name, channel, options.clientSuffix)
        : openWebhook(name, channel, options.baseUrl),
    ),
  );
}

async function readSettings(file: string): Promise<Record<string, ChannelSettings>> {
  const text = await readSetting(file);
  let content: unknown;
  try {
    content = parse(text, { logLevel: "error", maxAliasCount: 100 });
  } catch (cause) {
    throw new PartproofError("invalid-input", `${file} is not YAML.`, { cause });
  }
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return parsed.data.channels;
  const faults = describeFaults(parsed.error, content);
  // What was received is left out: a URL may be a secret, and one may stand where it does not belong.
  const lines = faults.map(({ path, expected }) => `  ${path}: expected ${expected}`);
  throw new PartproofError("invalid-input", `${file} has unusable channels:\n${lines.join("\n")}`);
}

async function openWebhook(
  name: string,
  settings: ChannelSettings & { kind: "webhook" },
  baseUrl: string,
): Promise<Channel> {
  const url =
    settings.urlFile === undefined ? (settings.url ?? "") : (await readSetting(settings.urlFile)).trim();
  const notifier = createWebhookNotifier({
    url,
    format: settings.format,
    secret: settings.secretFile && (await readSetting(settings.secretFile)),
    ca: settings.caFile && (await readSetting(settings.caFile)),
    allow: settings.allow,
    timeoutMs: settings.timeoutSeconds * 1000,
    source: baseUrl,
  });
  const where = `${settings.format} webhook at ${new URL(url).host}`;
  return { name, kind: "webhook", where, notifier, reads: readsOf(settings) };
}

async function openMqtt(
  name: string,
  settings: ChannelSettings & { kind: "mqtt" },
  clientSuffix?: string,
): Promise<Channel> {
  const { user, passwordFile } = settings;
  const clientId = settings.clientId ?? `partproof-${hostname()}`;
  const notifier = createMqttNotifier({
    url: settings.url,
    clientId: clientSuffix === undefined ? clientId : `${clientId}-${clientSuffix}`,
    announce: clientSuffix === undefined,
    topicPrefix: settings.topicPrefix,
    auth: user && passwordFile ? { user, password: (await readSetting(passwordFile)).trim() } : undefined,
    ca: settings.caFile && (await readSetting(settings.caFile)),
    timeoutMs: settings.timeoutSeconds * 1000,
  });
  const { open, close } = notifier;
  const where = `MQTT broker at ${new URL(settings.url).host}`;
  return { name, kind: "mqtt", where, notifier, reads: readsOf(settings), open, close };
}

function readsOf({ language, timeZone }: ChannelSettings): Partial<Reader> {
  return { ...(language === undefined ? {} : { language }), ...(timeZone === undefined ? {} : { timeZone }) };
}

/** @throws PartproofError `invalid-input` when the file cannot be read */
export async function readSetting(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    const message = `The settings name the file ${file}, which cannot be read (${why}). Check its path and permissions.`;
    throw new PartproofError("invalid-input", message, { cause });
  }
}
