import { commonDe } from "./common-de.ts";
import { type CommonWords, commonEn } from "./common-en.ts";
import { commonEs } from "./common-es.ts";
import type { Language } from "./language.ts";
import { mailDe } from "./mail-de.ts";
import { type MailWords, mailEn } from "./mail-en.ts";
import { mailEs } from "./mail-es.ts";
import { reportDe } from "./report-de.ts";
import { type ReportWords, reportEn } from "./report-en.ts";
import { reportEs } from "./report-es.ts";

export type Words = { common: CommonWords; mail: MailWords; report: ReportWords };

const WORDS: Record<Language, Words> = {
  en: { common: commonEn, mail: mailEn, report: reportEn },
  de: { common: commonDe, mail: mailDe, report: reportDe },
  es: { common: commonEs, mail: mailEs, report: reportEs },
};

/** All that people are told, in one language. A language that lacks a word does not compile. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}
