import { IANAZone } from "luxon";
import { z } from "zod";
import { type Language, languageSchema } from "./language.ts";

export const timeZoneSchema = z
  .string()
  .max(60)
  .refine((name) => IANAZone.isValidZone(name), { message: "a time zone such as Europe/Berlin" });

/** How somebody reads: words, numbers and times. */
export type Reader = { language: Language; timeZone: string };

/** Who gets mail, with how they read where it is not as the settings say. */
export const recipientSchema = z.union([
  z.email(),
  z.strictObject({
    address: z.email(),
    language: languageSchema.optional(),
    timeZone: timeZoneSchema.optional(),
  }),
]);
export type Recipient = z.infer<typeof recipientSchema>;

/** Whom people ask, in words of their own: a name, a phone number, a mail address. */
export const contactSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, "one line, such as `Ana Ruiz, +34 600 000 000`");

/** What every message needs beside what it tells. */
export type Telling = {
  /** Where people reach this system; the start of links. */
  baseUrl: string;
  /** Of whoever did not say how they read. */
  reader: Reader;
  /** How a channel beside mail reads, where its settings say. */
  channelReaders?: Readonly<Record<string, Reader>>;
  /** Whom to ask, unless the recipe says. */
  contact?: string;
  /** True where messages go to subscribers that are not known here: then there is one for all, in the usual language. */
  oneForAll?: boolean;
};

/** People who read alike, and so get the same message. */
export type Audience = {
  reader: Reader;
  to: string[];
  /** Set behind the id of a message, so that each audience is told once; empty for those who read as is usual. */
  suffix: string;
};

/** Recipients by how they read. Who is named twice is told once, as they were named first. */
export function audiencesOf(recipients: readonly Recipient[], telling: Telling): Audience[] {
  const { reader: usual, oneForAll = false } = telling;
  const audiences = new Map<string, Audience>();
  const known = new Set<string>();
  for (const recipient of recipients) {
    const one = typeof recipient === "string" ? { address: recipient } : recipient;
    if (known.has(one.address)) continue;
    known.add(one.address);
    const reader = oneForAll
      ? usual
      : { language: one.language ?? usual.language, timeZone: one.timeZone ?? usual.timeZone };
    const isUsual = reader.language === usual.language && reader.timeZone === usual.timeZone;
    // No name of a channel or recipe has a tilde: these ids are nobody else's.
    const suffix = isUsual ? "" : `~${reader.language}~${reader.timeZone}`;
    const audience = audiences.get(suffix) ?? { reader, to: [], suffix };
    audience.to.push(one.address);
    audiences.set(suffix, audience);
  }
  return [...audiences.values()];
}
