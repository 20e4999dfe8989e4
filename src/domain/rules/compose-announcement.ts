import { readerOf } from "../compose-notice.ts";
import { type MailContent, renderHtml, renderText } from "../mail-layout.ts";
import { asciiLine } from "../mail-words.ts";
import type { QualityMessage } from "../message.ts";
import { localTime } from "../words/local-time.ts";
import { audiencesOf, type Reader, type Telling } from "../words/reader.ts";
import { wordsOf } from "../words/words-of.ts";
import type { Alert } from "./alert.ts";
import {
  deadLetterContent,
  escalationContent,
  gatheredContent,
  newsContent,
} from "./announcement-content.ts";
import type { Announcement, LineRules } from "./rule-state.ts";

const SUBJECT_LENGTH = 100;

/**
 * The messages that one announcement is: a mail for all who read alike, and one for each channel. Whoever composes it again
 * after a crash gets the same ids.
 * @param alert the one that an escalation is about
 */
export function composeAnnouncement(
  announcement: Announcement,
  where: Pick<LineRules, "recipe" | "line">,
  telling: Telling,
  alert?: Alert,
): QualityMessage[] {
  const { bound, kind, atMs } = announcement;
  const id = announcementId(announcement);
  const compose = (reader: Reader) => {
    const { subject, content, about } = contentOf(announcement, where, telling, reader, alert);
    const contact = bound.contact ?? telling.contact;
    const ask = contact === undefined ? {} : { ask: wordsOf(reader.language).mail.ask(contact) };
    const whole = withAlert({ ...content, ...ask }, announcement, telling, reader);
    return {
      subject: asciiLine(subject, SUBJECT_LENGTH, reader.language),
      content: whole,
      text: renderText(whole),
      createdAt: new Date(atMs).toISOString(),
      recipe: where.recipe,
      ...(where.line === undefined ? {} : { line: where.line }),
      kind: about,
      language: reader.language,
    };
  };
  const recipients = kind === "escalation" ? (bound.rule.escalate?.to ?? []) : bound.to;
  const mails = audiencesOf(recipients, telling).map(({ reader, to, suffix }) => {
    const { content, ...message } = compose(reader);
    return { ...message, id: `${id}${suffix}`, to, html: renderHtml(content) };
  });
  const notices = (bound.rule.channels ?? []).map((channel) => {
    const { content: _, ...message } = compose(readerOf(channel, telling));
    return { ...message, id: `${id}-${channel}`, channel, to: [] };
  });
  return [...mails, ...notices];
}

/** The same thing is told once a rule. */
export function announcementId({ bound: { key, implicit }, ...announcement }: Announcement): string {
  if (announcement.kind === "fact") {
    const { id, kind } = announcement.fact;
    return kind === "dead-letter"
      ? `dead-letter-${id}-${key}`
      : `inspection-${id}${implicit ? "" : `-${key}`}`;
  }
  if (announcement.kind === "news") return `news-${announcement.news.id}-${key}`;
  return announcement.kind === "gathered"
    ? `digest-${announcement.gathered.id}-${key}`
    : `escalation-${announcement.alert?.id ?? ""}`;
}

function contentOf(
  announcement: Announcement,
  where: Pick<LineRules, "recipe" | "line">,
  { baseUrl }: Telling,
  reader: Reader,
  alert: Alert | undefined,
) {
  const { rule } = announcement.bound;
  if (announcement.kind === "fact") return deadLetterContent(announcement.fact, where, reader);
  if (announcement.kind === "gathered") {
    const home = `${baseUrl.replace(/\/+$/, "")}/`;
    return gatheredContent(announcement.gathered, { rule, where, reader, home });
  }
  if (announcement.kind === "news") return newsContent(announcement.news, { rule, where, reader });
  return escalationContent(rule, { alert, where, reader, url: alertsUrl(baseUrl) });
}

/** Where an answer is wanted, the button leads to where it is given; what it led to stands below. */
function withAlert(
  content: MailContent,
  { alert, kind }: Announcement,
  { baseUrl }: Telling,
  reader: Reader,
): MailContent {
  if (!alert || kind === "escalation") return content;
  const words = wordsOf(reader.language).rules.alert;
  const { label, url } = content.link;
  const facts: [string, string][] = [
    [words.id, alert.id],
    [label, url],
  ];
  if (alert.opens && alert.escalateMs !== undefined)
    facts.unshift([words.others, localTime(new Date(alert.escalateMs), reader)]);
  return {
    ...content,
    link: { label: words.acknowledge, url: alertsUrl(baseUrl) },
    sections: [{ title: words.title, facts }, ...content.sections],
  };
}

/** Where alerts are acknowledged. */
function alertsUrl(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, "")}/health#alerts`;
}
