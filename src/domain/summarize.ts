import type { Verdict } from "./inspection.ts";
import { type MailContent, renderHtml, renderText } from "./mail-layout.ts";
import { asciiLine, localTime, percent } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";
import type { Recipe } from "./recipe.ts";
import type { Shift } from "./shift.ts";

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
 * The mail after a shift; with `fail-and-review` the only place where passes are told.
 * @returns undefined when the recipe wants no mail, or nobody is told
 */
export function composeShiftSummary(
  recipe: Recipe,
  shift: Shift,
  numbers: ShiftNumbers,
  options: { baseUrl: string; createdAt: string },
): QualityMessage | undefined {
  if (recipe.notify.to.length === 0 || recipe.notify.when === "never") return undefined;
  const from = shift.from.toISOString();
  const content: MailContent = {
    tone: "summary",
    banner: "SHIFT SUMMARY",
    title: recipe.title,
    lead: [leadOf(numbers), `${localTime(shift.from)} to ${localTime(shift.to)}`],
    link: {
      label: "Open the line view",
      url: `${options.baseUrl.replace(/\/+$/, "")}/`,
    },
    sections: [
      {
        title: "Verdicts",
        facts: [
          ["Pass", String(numbers.pass)],
          ["Fail", String(numbers.fail)],
          ["Review", String(numbers.review)],
          ["Rejected", String(numbers.rejected)],
          ["First-pass yield", numbers.yield === undefined ? "nothing inspected" : percent(numbers.yield, 1)],
        ],
      },
      {
        title: "Every photo accounted for",
        facts: [
          ["Received", String(numbers.received)],
          ["With a verdict", String(numbers.inspected + numbers.rejected)],
          ...openFacts(numbers),
        ],
      },
    ],
  };
  return {
    id: `summary-${recipe.id}-${from}`,
    to: [...new Set(recipe.notify.to)],
    subject: asciiLine(`Shift summary ${asciiLine(recipe.id, 40)}: ${headline(numbers)}`, 100),
    text: renderText(content),
    html: renderHtml(content),
    createdAt: options.createdAt,
    recipe: recipe.id,
    kind: "summary",
  };
}

/** Such as `412 inspected, 9 fail, 3 review`; what did not happen and is no news is left out. */
function headline({ inspected, fail, review, rejected, deadLetters = 0 }: ShiftNumbers): string {
  return [
    `${inspected} inspected`,
    `${fail} fail`,
    `${review} review`,
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
    ...(deadLetters > 0 ? [`${deadLetters} dead letter${deadLetters === 1 ? "" : "s"}`] : []),
  ].join(", ");
}

function openFacts({ inProgress, deadLetters }: ShiftNumbers): [string, string][] {
  if (deadLetters === undefined) return [["In progress or dead letter", String(inProgress)]];
  return [
    ["In progress", String(inProgress)],
    ["Dead letters", String(deadLetters)],
  ];
}

function leadOf(numbers: ShiftNumbers): string {
  if (numbers.received === 0) return "No photo was received in this shift.";
  return `${numbers.received} received; ${headline(numbers)}.`;
}
