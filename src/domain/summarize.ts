import { contactOf } from "./compose-mail.ts";
import type { Verdict } from "./inspection.ts";
import { type MailContent, renderHtml, renderText } from "./mail-layout.ts";
import { asciiLine } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";
import type { Recipe } from "./recipe.ts";
import type { Shift } from "./shift.ts";
import { localTime } from "./words/local-time.ts";
import { type Audience, audiencesOf, type Telling } from "./words/reader.ts";
import { speak } from "./words/speak.ts";
import { type Words, wordsOf } from "./words/words-of.ts";

/** What became of the photos of one period: received = inspected + rejected + in progress + dead letters. */
export type ShiftNumbers = Record<Verdict, number> & {
  received: number;
  /** Photos with a verdict other than rejected. */
  inspected: number;
  /** Received and not judged; includes dead letters where those were not counted. */
  inProgress: number;
  /** Absent when not counted: unknown is not 0. */
  deadLetters?: number;
  /** First-pass yield, 0 to 1: pass ÷ inspected. Absent when nothing was inspected. */
  yield?: number;
};

/**
 * @param counts as the record store counts them
 * @param deadLetters how many of these same photos ended as dead letters
 */
export function summarize(
  counts: { received: number; verdicts: Record<Verdict, number> },
  deadLetters?: number,
): ShiftNumbers {
  const { pass, fail, review, rejected } = counts.verdicts;
  const inspected = pass + fail + review;
  return {
    received: counts.received,
    pass,
    fail,
    review,
    rejected,
    inspected,
    inProgress: Math.max(0, counts.received - inspected - rejected - (deadLetters ?? 0)),
    ...(deadLetters === undefined ? {} : { deadLetters }),
    ...(inspected === 0 ? {} : { yield: pass / inspected }),
  };
}

/**
 * The mails after a shift, one for all who read alike; with `fail-and-review` the only place where passes are told.
 * @returns none when the recipe wants no mail, or nobody is told
 */
export function composeShiftSummaries(
  recipe: Recipe,
  shift: Shift,
  numbers: ShiftNumbers,
  { createdAt, ...telling }: Telling & { createdAt: string },
): QualityMessage[] {
  if (recipe.notify.when === "never") return [];
  return audiencesOf(recipe.notify.to, telling).map((audience) => {
    const { language } = audience.reader;
    const content = summaryContent(recipe, shift, numbers, telling, audience);
    const { summary } = wordsOf(language).mail;
    const subject = summary.subject(asciiLine(recipe.id, 40), headline(numbers, wordsOf(language)));
    return {
      id: `summary-${recipe.id}-${shift.from.toISOString()}${audience.suffix}`,
      to: audience.to,
      subject: asciiLine(subject, 100, language),
      text: renderText(content),
      html: renderHtml(content),
      createdAt,
      recipe: recipe.id,
      kind: "summary",
      language,
    };
  });
}

function summaryContent(
  recipe: Recipe,
  shift: Shift,
  numbers: ShiftNumbers,
  telling: Telling,
  { reader }: Audience,
): MailContent {
  const { language } = reader;
  const words = wordsOf(language);
  const { summary } = words.mail;
  const { number, percent } = speak(language);
  const contact = contactOf(recipe, undefined, telling);
  const verdictFact = (verdict: Verdict): [string, string] => [
    words.report.columns[verdict],
    number(numbers[verdict]),
  ];
  const lead =
    numbers.received === 0 ? summary.none : summary.lead(numbers.received, headline(numbers, words));
  return {
    tone: "summary",
    language,
    banner: summary.banner,
    title: recipe.title,
    lead: [lead, summary.between(localTime(shift.from, reader), localTime(shift.to, reader))],
    link: { label: summary.openLine, url: `${telling.baseUrl.replace(/\/+$/, "")}/` },
    ...(contact === undefined ? {} : { ask: words.mail.ask(contact) }),
    sections: [
      {
        title: summary.verdicts,
        facts: [
          ...(["pass", "fail", "review", "rejected"] as const).map(verdictFact),
          [summary.yield, numbers.yield === undefined ? summary.nothingInspected : percent(numbers.yield, 1)],
        ],
      },
      {
        title: summary.accounted,
        facts: [
          [summary.received, number(numbers.received)],
          [summary.withVerdict, number(numbers.inspected + numbers.rejected)],
          ...openFacts(numbers, summary, number),
        ],
      },
    ],
  };
}

/** Such as `412 inspected, 9 fail, 3 review`; what did not happen and is no news is left out. */
function headline(
  { inspected, fail, review, rejected, deadLetters = 0 }: ShiftNumbers,
  { mail: { summary }, common: { verdicts } }: Words,
): string {
  return [
    summary.inspected(inspected),
    `${fail} ${verdicts.fail}`,
    `${review} ${verdicts.review}`,
    ...(rejected > 0 ? [`${rejected} ${verdicts.rejected}`] : []),
    ...(deadLetters > 0 ? [summary.deadLetters(deadLetters)] : []),
  ].join(", ");
}

function openFacts(
  { inProgress, deadLetters }: ShiftNumbers,
  summary: Words["mail"]["summary"],
  number: (value: number) => string,
): [string, string][] {
  if (deadLetters === undefined) return [[summary.open, number(inProgress)]];
  return [
    [summary.inProgress, number(inProgress)],
    [summary.dead, number(deadLetters)],
  ];
}
