import { MAIL_CHANNEL } from "../domain/message.ts";
import type { ChannelTarget } from "../flow/test-channel.ts";
import type { Config } from "./config.ts";
import type { EmbeddedPlatform } from "./wire-embedded.ts";

/** Mail, and every channel of the settings. */
export function channelTargets(embedded: EmbeddedPlatform, config: Config): ChannelTarget[] {
  const mailServer = config.smtp && `mail server at ${new URL(config.smtp.url).host}`;
  return [
    {
      channel: MAIL_CHANNEL,
      where: mailServer ?? `files in ${embedded.paths.outbox}`,
      notifier: embedded.platform.notifier,
    },
    ...embedded.channels.map(({ name, where, notifier }) => ({ channel: name, where, notifier })),
  ];
}
