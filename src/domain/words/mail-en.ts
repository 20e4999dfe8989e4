import type { RejectReason } from "../errors.ts";
import type { QualityReport } from "../report/quality-report.ts";
import { type Forms, speak } from "./speak.ts";

const { number, percent, counted } = speak("en");

const WIDGETS: Forms = { one: "widget", other: "widgets" };
const DEAD_LETTERS: Forms = { one: "dead letter", other: "dead letters" };

/** Every word of the messages that people get. The other languages have the type of this one: none can lack a word. */
export const mailEn = {
  /** Parts of a line, such as `screw missing (3 of 4); +2 more`. */
  gist: {
    allPresent: "every expected part is present",
    seeInspection: "see the inspection",
    more: (count: number): string => `+${number(count)} more`,
    seenOf: (seen: number, expected: number): string => `${seen} of ${expected}`,
    seenExpected: (seen: number, expected: string): string => `${seen}, expected ${expected}`,
    read: (text: string): string => `read ${text}`,
  },
  counts: {
    atLeast: (min: number): string => `at least ${min}`,
    range: (min: number, max: number): string => `${min} to ${max}`,
    nothingRead: "nothing",
    seenAndUnsure: (seen: number, unsure: number): string => `${seen} and ${unsure} unsure`,
  },
  lead: {
    pass: "Every expected part is present.",
    fail: (parts: number): string =>
      parts === 1
        ? "One part is not as the recipe expects."
        : `${number(parts)} parts are not as the recipe expects.`,
    review: "The system is unsure. Please look at the photo and decide.",
    rejected: (why: string): string => `This file is not a usable photo: ${why}. It is kept and counted.`,
    noReason: "no reason given",
    reason: (text: string): string => `Reason: ${text}`,
  },
  rejectReasons: {
    empty: "empty",
    "not-an-image": "no image",
    "unsupported-format": "unsupported format",
    corrupt: "corrupt",
    "too-many-bytes": "file too large",
    "too-many-pixels": "too many pixels",
    "too-small": "too small",
    "extreme-aspect": "far longer than wide",
    "unknown-recipe": "no such recipe is published",
    "refused-by-recognizer": "refused by the recognizer",
  } satisfies Record<RejectReason, string>,
  table: {
    part: "Part",
    state: "State",
    expected: "Expected",
    seen: "Seen",
    confidence: "Confidence",
    /** The same within a line of text. */
    named: {
      expected: (what: string): string => `expected ${what}`,
      seen: (what: string): string => `seen ${what}`,
      confidence: (what: string): string => `confidence ${what}`,
    },
    more: (count: number): string =>
      `${counted(count, { one: "more finding is", other: "more findings are" })} in the inspection.`,
    present: (present: number, of: number): string => `Parts present: ${number(present)} of ${number(of)}.`,
    weakest: (confidence: string): string => `The lowest confidence among them is ${confidence}.`,
  },
  photoOf: (title: string): string => `Analyzed photo of ${title}`,
  openInspection: "Open the inspection",
  ask: (contact: string): string => `Questions? ${contact}`,
  facts: {
    widget: "Widget",
    recipe: "Recipe",
    serial: "Serial",
    lot: "Lot",
    line: "Line",
    station: "Station",
    camera: "Camera",
    file: "File",
    received: "Received",
    inspected: "Inspected",
    model: "Model",
    modelVersion: (model: string, version: string, kind: string): string =>
      `${model}, version ${version} (${kind})`,
    evidence: "Evidence",
    inspection: "Inspection",
    sequence: "Sequence",
    recordSha256: "Record SHA-256",
    photoSha256: "Photo SHA-256",
    keptUntil: "Kept until",
    keepThis: "Keep this mail: its hashes can prove later that the evidence was not altered.",
  },
  /** Where a line could not wait any longer. */
  noVerdict: {
    late: "There was no verdict in time.",
    givenUp: "The photo could not be inspected.",
    personDecides: "A person decides.",
  },
  digest: {
    lead: (widgets: number, recipe: string, counts: string): string =>
      `${counted(widgets, WIDGETS)} of ${recipe}: ${counts}.`,
    more: (count: number, url: string): string => `and ${number(count)} more: ${url}`,
  },
  summary: {
    banner: "SHIFT SUMMARY",
    subject: (recipe: string, headline: string): string => `Shift summary ${recipe}: ${headline}`,
    none: "No photo was received in this shift.",
    lead: (received: number, headline: string): string => `${number(received)} received; ${headline}.`,
    between: (from: string, to: string): string => `${from} to ${to}`,
    openLine: "Open the line",
    inspected: (count: number): string => `${number(count)} inspected`,
    deadLetters: (count: number): string => counted(count, DEAD_LETTERS),
    verdicts: "Verdicts",
    yield: "First-pass yield",
    nothingInspected: "nothing inspected",
    accounted: "Every photo accounted for",
    received: "Received",
    withVerdict: "With a verdict",
    inProgress: "In progress",
    dead: "Dead letters",
    open: "In progress or dead letter",
  },
  report: {
    banner: "QUALITY REPORT",
    subject: (title: string, photos: number, fails: number): string =>
      `${title}: ${counted(photos, { one: "photo", other: "photos" })}, ${number(fails)} fail`,
    every: { day: "Daily report", shift: "Shift report", week: "Weekly report" },
    title: (every: string, range: string): string => `${every}, ${range}`,
    none: "No photo was received.",
    lead: ({ received, deadLetters, inTheLine }: QualityReport["counts"]): string =>
      `${number(received)} received, ${counted(deadLetters, DEAD_LETTERS)}, ${number(inTheLine)} still in the line.`,
    yield: (share: number): string => `First-pass yield ${percent(share, 1)}.`,
    marked: (marked: number, of: number): string =>
      `The fail rate is marked in ${number(marked)} of ${counted(of, { one: "period", other: "periods" })}.`,
    open: "Open the report",
    groups: "By recipe and line",
    faults: "What was wrong most often",
    moreGroups: (count: number): string => `and ${number(count)} more in the report`,
    kept: "Kept as evidence",
    sequence: "Sequence",
    entrySha256: "Entry SHA-256",
    attached: "The report is attached.",
  },
  test: {
    subject: (channel: string): string => `Partproof test message for ${channel}`,
    text: (channel: string, url: string): string =>
      `This is a test of the channel ${channel} of the Partproof at ${url}. Nothing is wrong.`,
  },
  /** In front of what is known of a widget, within a line. */
  chat: {
    recipe: (value: string): string => `recipe ${value}`,
    serial: (value: string): string => `serial ${value}`,
    lot: (value: string): string => `lot ${value}`,
    line: (value: string): string => `line ${value}`,
    station: (value: string): string => `station ${value}`,
    more: (count: number): string => `and ${number(count)} more`,
  },
};

export type MailWords = typeof mailEn;
