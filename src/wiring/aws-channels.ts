import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";
import { nameSchema } from "../domain/recipe.ts";
import { languageSchema } from "../domain/words/language.ts";
import { timeZoneSchema } from "../domain/words/reader.ts";
import type { Channel } from "./channel.ts";
import { type ChannelSettings, type WebhookSettings, webhookFormatSchema } from "./channel-settings.ts";
import { openWebhook } from "./open-webhook.ts";

/** What Secrets Manager keeps in one secret. */
const MOST_BYTES = 65_536;

const packedSchema = z.record(
  nameSchema,
  z.strictObject({
    kind: z.literal("webhook"),
    url: z.string(),
    format: webhookFormatSchema,
    secret: z.string().optional(),
    ca: z.string().optional(),
    allow: z.array(z.string()),
    timeoutSeconds: z.number(),
    language: languageSchema.optional(),
    timeZone: timeZoneSchema.optional(),
  }) satisfies z.ZodType<WebhookSettings>,
);

/**
 * The channels of a file as the one secret of a stack, each opened once, so that what is wrong is found before it is
 * stored.
 * @throws PartproofError `invalid-input` when a channel is none that AWS can have, or they are too large together
 */
export function packChannels(channels: Readonly<Record<string, ChannelSettings>>): string {
  const webhooks = Object.entries(channels).map(([name, channel]) => {
    if (channel.kind === "mqtt") throw noMqtt(name);
    openWebhook(name, channel, "https://partproof.invalid");
    return [name, channel] as const;
  });
  const packed = JSON.stringify(Object.fromEntries(webhooks));
  const bytes = Buffer.byteLength(packed);
  if (bytes > MOST_BYTES) {
    const message = `The channels take ${bytes} bytes with all that their files hold; a secret takes ${MOST_BYTES}. Name fewer channels, or shorter caFiles.`;
    throw new PartproofError("invalid-input", message);
  }
  return packed;
}

/** @throws PartproofError `damaged` when the secret holds something else than {@link packChannels} made */
export function unpackChannels(packed: string, baseUrl: string): Channel[] {
  const channels = packedSchema.safeParse(readJson(packed));
  if (!channels.success) {
    // What was read is left out: it is a secret.
    const message =
      "The secret of the channels does not hold their settings. Run npm run deploy with channelsFile.";
    throw new PartproofError("damaged", message);
  }
  return Object.entries(channels.data).map(([name, settings]) => openWebhook(name, settings, baseUrl));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noMqtt(name: string): PartproofError {
  const message =
    `The channel ${name} is of kind mqtt, which a stack on AWS does not have: a Lambda keeps no connection, so the broker ` +
    "would call the line offline. Leave it out; a webhook, or a rule on the event bus, can tell a gateway beside the broker.";
  return new PartproofError("invalid-input", message);
}
