import { hostname } from "node:os";
import { createMqttNotifier } from "../adapters/embedded/mqtt-notifier.ts";
import type { Channel } from "./channel.ts";
import { readsOf } from "./channel-list.ts";
import { type MqttSettings, readChannelSettings } from "./channel-settings.ts";
import { openWebhook } from "./open-webhook.ts";

/**
 * Read the file of channels and make each of them ready; nothing is connected yet.
 * @param options clientSuffix: sets this process apart from the server, for a short visit to a broker
 * @throws PartproofError `invalid-input`, naming the file and each fault in it
 */
export async function openChannels(
  file: string,
  options: { baseUrl: string; clientSuffix?: string },
): Promise<Channel[]> {
  return Object.entries(await readChannelSettings(file)).map(([name, settings]) =>
    settings.kind === "mqtt"
      ? openMqtt(name, settings, options.clientSuffix)
      : openWebhook(name, settings, options.baseUrl),
  );
}

function openMqtt(name: string, settings: MqttSettings, clientSuffix?: string): Channel {
  const { url, auth, ca, topicPrefix, timeoutSeconds } = settings;
  const clientId = settings.clientId ?? `partproof-${hostname()}`;
  const notifier = createMqttNotifier({
    ...{ url, auth, ca, topicPrefix },
    clientId: clientSuffix === undefined ? clientId : `${clientId}-${clientSuffix}`,
    announce: clientSuffix === undefined,
    timeoutMs: timeoutSeconds * 1000,
  });
  const { open, close } = notifier;
  const where = `MQTT broker at ${new URL(url).host}`;
  return { name, kind: "mqtt", where, notifier, reads: readsOf(settings), open, close };
}
