import type { Fact } from "../rules/gathered.ts";
import { type Forms, speak } from "./speak.ts";

const { number, percent, counted } = speak("en");

const WIDGETS: Forms = { one: "widget", other: "widgets" };

/** Every word of what notification rules tell, beside the mails about single inspections. */
export const rulesEn = {
  kinds: {
    "dead-letter": "dead letter",
    fail: "fail",
    review: "review",
    rejected: "rejected",
    pass: "pass",
  } satisfies Record<Fact["kind"], string>,
  widgets: (count: number): string => counted(count, WIDGETS),
  more: (count: number): string => `+${number(count)} more`,
  digest: {
    banner: "DIGEST",
    changes: (count: number): string => counted(count, { one: "change", other: "changes" }),
    heldBack: (changes: string): string => `${changes} held back.`,
    lead: (widgets: number, counts: string): string => `${counted(widgets, WIDGETS)}: ${counts}.`,
    span: (from: string, to: string): string => `From ${from} to ${to}.`,
    earlier: (changes: string): string => `Before these: ${changes}.`,
    widget: "Widget",
    state: "State",
    wrong: "What is wrong",
    notListed: (count: number): string => `${number(count)} more are counted above and not listed here.`,
    most: "What is wrong most",
    open: "Open Partproof",
  },
  state: {
    lineBad: "LINE BAD",
    lineGood: "LINE RECOVERED",
    rateHigh: "FAIL RATE HIGH",
    rateNormal: "FAIL RATE NORMAL",
    failedInARow: (count: number): string => `${counted(count, WIDGETS)} in a row failed.`,
    passedInARow: (count: number): string => `${counted(count, WIDGETS)} in a row passed.`,
    rate: (fails: number, of: number): string =>
      `${number(fails)} of the last ${counted(of, WIDGETS)} failed (${percent(fails / of, 1)}).`,
    limit: (share: number): string => `The limit is ${percent(share, 1)}.`,
    once: "This is told once, and once more when it has recovered.",
    last: "The last widget",
    widget: "Widget",
    found: "Found",
    at: "At",
    openLast: "Open the last inspection",
  },
  deadLetter: {
    banner: "DEAD LETTER",
    lead: "A photo could not be inspected. It is kept until somebody puts it back in the line.",
    photo: "Photo",
    givenUp: "Given up",
    open: "Open the dead letters",
  },
  alert: {
    title: "Please acknowledge",
    id: "Alert",
    others: "Others are told",
    opened: "Opened",
    acknowledge: "Acknowledge",
  },
  escalation: {
    banner: "NOT ACKNOWLEDGED",
    subject: (minutes: number, about: string): string => `NOT ACKNOWLEDGED in ${minutes} min: ${about}`,
    lead: (minutes: number): string =>
      `Nobody has acknowledged this for ${counted(minutes, { one: "minute", other: "minutes" })}, so you are told.`,
  },
};

export type RulesWords = typeof rulesEn;
