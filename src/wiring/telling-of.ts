import type { Telling } from "../domain/words/reader.ts";
import type { AwsConfig, TELLING } from "./aws-config.ts";

/** What every message needs, from the settings of a function. */
export function tellingOf({
  baseUrl,
  language,
  timeZone,
  contact,
  channels,
}: AwsConfig<(typeof TELLING)[number]>): Telling & { channels: string[] } {
  return {
    baseUrl,
    reader: { language, timeZone },
    ...(contact === undefined ? {} : { contact }),
    // The subscribers of a topic are not known here.
    oneForAll: true,
    channels: channels.map(({ name }) => name),
    channelReaders: Object.fromEntries(
      channels.map(({ name, reads }) => [name, { language, timeZone, ...reads }]),
    ),
  };
}
