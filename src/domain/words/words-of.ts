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
import { rulesDe } from "./rules-de.ts";
import { type RulesWords, rulesEn } from "./rules-en.ts";
import { rulesEs } from "./rules-es.ts";

export type Words = { common: CommonWords; mail: MailWords; report: ReportWords; rules: RulesWords };

const WORDS: Record<Language, Words> = {
  en: { common: commonEn, mail: mailEn, report: reportEn, rules: rulesEn },
  de: { common: commonDe, mail: mailDe, report: reportDe, rules: rulesDe },
  es: { common: commonEs, mail: mailEs, report: reportEs, rules: rulesEs },
};

/** All that people are told, in one language. A language that lacks a word does not compile. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}
