import type { MailContent } from "../mail-layout.ts";
import { asciiLine } from "../mail-words.ts";
import type { QualityMessage } from "../message.ts";
import { localTime } from "../words/local-time.ts";
import type { Reader } from "../words/reader.ts";
import type { RulesWords } from "../words/rules-en.ts";
import { wordsOf } from "../words/words-of.ts";
import type { Alert } from "./alert.ts";
import { countOf, type Fact, type Gathered, type News, SEVERITY } from "./gathered.ts";
import type { Rule } from "./rule.ts";
import type { LineRules } from "./rule-state.ts";

const MOST_PROBLEMS_NAMED = 12;
const NAMED_IN_SUBJECT = 2;

const TONES: Record<Fact["kind"], MailContent["tone"]> = {
  "dead-letter": "rejected",
  fail: "fail",
  review: "review",
  rejected: "rejected",
  pass: "pass",
};

type Where = Pick<LineRules, "recipe" | "line">;
type Told = { rule: Rule; where: Where; reader: Reader };
/** `about`: what whoever files messages sorts it by. */
type Composed = { subject: string; content: MailContent; about: NonNullable<QualityMessage["kind"]> };

/** Many facts as one message: how many of each, the worst by name, and what is wrong most. */
export function gatheredContent(
  gathered: Gathered,
  { rule, where, reader, home }: Told & { home: string },
): Composed {
  const { language } = reader;
  const words = wordsOf(language).rules;
  const { counts, listed, news, newsCount } = gathered;
  const total = countOf(gathered);
  const kinds = SEVERITY.filter((kind) => (counts[kind] ?? 0) > 0);
  const [worst] = kinds;
  // Plain figures: who reads them by program must not meet a separator of thousands.
  const said = kinds.map((kind) => `${counts[kind]} ${words.kinds[kind]}`).join(", ");
  const shouted = said.toLocaleUpperCase(language);
  const changes = words.digest.changes(newsCount);
  const names = listed.slice(0, NAMED_IN_SUBJECT).map(({ widget }) => widget.name);
  if (total > names.length) names.push(words.more(total - names.length));
  return {
    subject: worst
      ? `${shouted} ${whereInSubject(where)}: ${names.join(", ")}`
      : `${changes.toLocaleUpperCase(language)} ${whereInSubject(where)}`,
    about: worst ?? "alert",
    content: {
      tone: worst ? TONES[worst] : "summary",
      language,
      banner: worst ? `${words.digest.banner}: ${shouted}` : words.digest.banner,
      title: whereOf(where),
      lead: [
        worst ? words.digest.lead(total, said) : words.digest.heldBack(changes),
        words.digest.span(localTime(gathered.from, reader), localTime(gathered.to, reader)),
        ...(newsCount > news.length
          ? [words.digest.earlier(words.digest.changes(newsCount - news.length))]
          : []),
        ...news.map((one) => `${localTime(one.at, reader)}: ${figuresOf(one, rule, words)}`),
      ],
      table: {
        head: [words.digest.widget, words.digest.state, words.digest.wrong],
        named: [(cell) => cell],
        rows: listed.map(({ kind, widget }) => [widget.name, words.kinds[kind], widget.findings]),
        note: total > listed.length ? words.digest.notListed(total - listed.length) : "",
      },
      link: { label: words.digest.open, url: home },
      sections: problemSection(gathered, reader),
    },
  };
}

function problemSection({ problems }: Gathered, { language }: Reader): MailContent["sections"] {
  const { rules, common, mail } = wordsOf(language);
  const most = [...problems].sort((a, b) => b.count - a.count).slice(0, MOST_PROBLEMS_NAMED);
  const facts = most.map(({ part, state, count }): [string, string] => {
    const known = Object.entries({ ...common.states, ...mail.rejectReasons }).find(
      ([code]) => code === state,
    );
    return [`${part} ${known?.[1] ?? state}`.trim(), rules.widgets(count)];
  });
  return facts.length === 0 ? [] : [{ title: rules.digest.most, facts }];
}

/** A line or its fail rate turned bad, or has recovered. */
export function newsContent(news: News, { rule, where, reader }: Told): Composed {
  const words = wordsOf(reader.language).rules;
  const isBad = news.state === "bad";
  const [bad, good] =
    rule.when === "fail-rate"
      ? [words.state.rateHigh, words.state.rateNormal]
      : [words.state.lineBad, words.state.lineGood];
  const banner = isBad ? bad : good;
  const figures = figuresOf(news, rule, words);
  const { name, findings, url } = news.widget;
  return {
    subject: `${banner} ${whereInSubject(where)}: ${figures}`,
    about: "alert",
    content: {
      tone: isBad ? "fail" : "pass",
      language: reader.language,
      banner,
      title: whereOf(where),
      lead: [figures, ...(isBad ? [words.state.once] : [])],
      link: { label: words.state.openLast, url },
      sections: [
        {
          title: words.state.last,
          facts: [
            [words.state.widget, name],
            [words.state.found, findings],
            [words.state.at, localTime(news.at, reader)],
          ],
        },
      ],
    },
  };
}

function figuresOf(
  { state, figures: { count, of } }: News,
  rule: Rule,
  { state: words }: RulesWords,
): string {
  if (of === undefined) return state === "bad" ? words.failedInARow(count) : words.passedInARow(count);
  const limit = rule.when === "fail-rate" ? ` ${words.limit(rule.above)}` : "";
  return `${words.rate(count, of)}${limit}`;
}

export function deadLetterContent({ widget, at }: Fact, where: Where, reader: Reader): Composed {
  const words = wordsOf(reader.language).rules;
  return {
    subject: `${words.deadLetter.banner} ${whereInSubject(where)} ${widget.name}: ${widget.findings}`,
    about: "dead-letter",
    content: {
      tone: "rejected",
      language: reader.language,
      banner: words.deadLetter.banner,
      title: `${whereOf(where)}, ${widget.name}`,
      lead: [words.deadLetter.lead, widget.findings],
      link: { label: words.deadLetter.open, url: widget.url },
      sections: [
        {
          title: words.deadLetter.photo,
          facts: [
            [words.digest.widget, widget.name],
            [words.deadLetter.givenUp, localTime(at, reader)],
          ],
        },
      ],
    },
  };
}

/** To others, because nobody has answered. */
export function escalationContent(
  rule: Rule,
  { alert, where, reader, url }: { alert: Alert | undefined; where: Where; reader: Reader; url: string },
): Composed {
  const words = wordsOf(reader.language).rules;
  const minutes = rule.escalate?.afterMinutes ?? 0;
  const about = alert?.subject ?? whereOf(where);
  const facts: [string, string][] = alert
    ? [
        [words.alert.opened, localTime(alert.openedAt, reader)],
        [words.alert.id, alert.id],
      ]
    : [];
  return {
    subject: words.escalation.subject(minutes, about),
    about: "alert",
    content: {
      tone: "fail",
      language: reader.language,
      banner: words.escalation.banner,
      title: whereOf(where),
      lead: [about, words.escalation.lead(minutes)],
      link: { label: words.alert.acknowledge, url },
      sections: facts.length > 0 ? [{ title: words.alert.id, facts }] : [],
    },
  };
}

function whereOf({ recipe, line }: Where): string {
  return line === undefined ? recipe : `${recipe}, ${line}`;
}

function whereInSubject(where: Where): string {
  return asciiLine(whereOf(where), 40);
}
