import { z } from "zod";
import { MAIL_CHANNEL } from "../domain/message.ts";
import { nameSchema } from "../domain/recipe.ts";
import { languageSchema } from "../domain/words/language.ts";
import { type Reader, timeZoneSchema } from "../domain/words/reader.ts";

/** A channel by what is no secret of it: its name, and language and time zone where they are not the usual ones. */
export type ListedChannel = { name: string; reads: Partial<Reader> };

const readsSchema = z.object({ language: languageSchema.optional(), timeZone: timeZoneSchema.optional() });

/** `mes,chat:de:Europe/Berlin`: names, each with language and time zone where they differ. */
export function writeChannelList(channels: readonly ListedChannel[]): string {
  const write = ({ name, reads: { language, timeZone } }: ListedChannel) =>
    [name, language ?? "", timeZone ?? ""].join(":").replace(/:+$/, "");
  return channels.map(write).join(",");
}

/** @returns undefined for what {@link writeChannelList} never writes */
export function readChannelList(text: string): ListedChannel[] | undefined {
  if (text === "") return [];
  const read = text.split(",").map(readOne);
  return read.every((one) => one !== undefined) ? read : undefined;
}

/** Of settings that may say more, those two. */
export function readsOf({ language, timeZone }: Maybe<Reader>): Partial<Reader> {
  return { ...(language === undefined ? {} : { language }), ...(timeZone === undefined ? {} : { timeZone }) };
}

type Maybe<T> = { [K in keyof T]?: T[K] | undefined };

function readOne(text: string): ListedChannel | undefined {
  const [name = "", language, timeZone, ...more] = text.split(":");
  if (!nameSchema.safeParse(name).success || name === MAIL_CHANNEL || more.length > 0) return undefined;
  const read = readsSchema.safeParse({ language: language || undefined, timeZone: timeZone || undefined });
  return read.success ? { name, reads: readsOf(read.data) } : undefined;
}
