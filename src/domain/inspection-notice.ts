import type { Finding, RecognizerRef, Source, Verdict } from "./inspection.ts";
import type { RecipeRef } from "./recipe.ts";

/**
 * Why a verdict is what it is, as one word for programs: `complete` (pass), `wrong-parts` (fail), `unsure` (review),
 * a `RejectReason` (rejected); where there is no verdict, `no-verdict-in-time` (it may still come) or `given-up`.
 */
export type NoticeReason = string;

/** What a program is told about one photo: bounded, and the same on every channel. */
export type InspectionNotice = {
  inspectionId: string;
  /** `review` where there is no verdict: a person decides. */
  verdict: Verdict;
  reason: NoticeReason;
  /** What is wrong in one line of printable ASCII, at most 120 characters. */
  summary: string;
  /** The verdict in words, at most 10. */
  reasons: string[];
  recipe: RecipeRef;
  source: Source;
  /** What is not as expected, the worst first, at most 50. */
  problems: NoticeProblem[];
  problemCount: number;
  recognizer?: RecognizerRef;
  /** ISO 8601, as `at`. */
  receivedAt: string;
  /** When the verdict was given. */
  at: string;
  /** Where a person looks at it. */
  url: string;
  /** Of the sealed record: whoever keeps this notice is a witness outside the evidence. */
  recordSha256?: string;
};

export type NoticeProblem = Pick<
  Finding,
  "label" | "name" | "state" | "expected" | "seen" | "unsure" | "confidence"
>;
