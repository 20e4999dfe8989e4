import { createWebhookNotifier } from "../adapters/embedded/webhook-notifier.ts";
import type { Channel } from "./channel.ts";
import { readsOf } from "./channel-list.ts";
import type { WebhookSettings } from "./channel-settings.ts";

/** @throws PartproofError `invalid-input` for a URL, secret or network that is none */
export function openWebhook(name: string, settings: WebhookSettings, baseUrl: string): Channel {
  const { url, format, secret, ca, allow, timeoutSeconds } = settings;
  const notifier = createWebhookNotifier({
    ...{ url, format, secret, ca, allow },
    timeoutMs: timeoutSeconds * 1000,
    source: baseUrl,
  });
  const where = `${format} webhook at ${new URL(url).host}`;
  return { name, kind: "webhook", where, notifier, reads: readsOf(settings) };
}
