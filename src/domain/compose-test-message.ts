import { readerOf } from "./compose-notice.ts";
import { asciiLine } from "./mail-words.ts";
import { MAIL_CHANNEL, type QualityMessage } from "./message.ts";
import type { Telling } from "./words/reader.ts";
import { wordsOf } from "./words/words-of.ts";

/** A message that says what it is, for whoever tries a channel. About no inspection: no PLC takes it for a verdict. */
export function composeTestMessage(
  channel: string,
  { id, to, createdAt, ...telling }: Telling & { id: string; to?: string; createdAt: string },
): QualityMessage {
  const { language } = channel === MAIL_CHANNEL ? telling.reader : readerOf(channel, telling);
  const { test } = wordsOf(language).mail;
  return {
    id: `test-${id}-${channel}`,
    channel,
    to: to === undefined ? [] : [to],
    subject: asciiLine(test.subject(channel), 100, language),
    text: `${test.text(channel, telling.baseUrl)}\n`,
    createdAt,
    language,
  };
}
