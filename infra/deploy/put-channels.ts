import { resolve } from "node:path";
import { PutSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { packChannels } from "../../src/wiring/aws-channels.ts";
import { readsOf, writeChannelList } from "../../src/wiring/channel-list.ts";
import { readChannelSettings } from "../../src/wiring/channel-settings.ts";
import type { Settings } from "../stack/settings.ts";

/** `list` goes into the template, `packed` into the secret. */
export type ChannelsToPut = { list: string; packed: string };

/**
 * The channels of the file that the settings name, with all that its own files hold.
 * @returns undefined without such a file: the stack's channels then stay what they are
 * @throws PartproofError for a file that cannot be read or a channel that AWS cannot have, Error when the settings list
 *   other channels than the file
 */
export async function readChannels({
  channelsFile,
  channels,
}: Pick<Settings, "channelsFile" | "channels">): Promise<ChannelsToPut | undefined> {
  if (channelsFile === undefined) return undefined;
  const settings = await readChannelSettings(resolve(process.env["PARTPROOF_TYPED_IN"] ?? ".", channelsFile));
  const found = Object.entries(settings).map(([name, channel]) => ({ name, reads: readsOf(channel) }));
  const list = writeChannelList(found);
  if (channels !== "" && channels !== list)
    throw new Error(
      `channels says ${channels}, and ${channelsFile} has ${list}. Leave out channels: it is read from the file.`,
    );
  return { list, packed: packChannels(settings) };
}

/** @param secretId an output of the stack, which is not there where it was deployed without channels */
export async function putChannels(
  secrets: SecretsManagerClient,
  secretId: string | undefined,
  { packed }: ChannelsToPut,
): Promise<void> {
  if (secretId === undefined)
    throw new Error("The stack has no secret for its channels; see what the CDK said.");
  await secrets.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: packed }));
}
