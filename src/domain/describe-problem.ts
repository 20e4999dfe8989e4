import type { Finding, Inspection } from "./inspection.ts";
import { asciiLine } from "./mail-words.ts";
import type { Language } from "./words/language.ts";
import { type Words, wordsOf } from "./words/words-of.ts";

/** What a person must act on comes first. */
const ORDER: readonly Finding["state"][] = ["missing", "misplaced", "extra", "uncertain"];

/** What is not as expected, the worst first. */
export function problemsOf(inspection: Inspection): Finding[] {
  return ORDER.flatMap((state) => inspection.findings.filter((finding) => finding.state === state));
}

/** As many problems as fit into `room` ASCII characters, and how many are left. */
export function gist(inspection: Inspection, room: number, language: Language): string {
  const words = wordsOf(language);
  const problems = problemsOf(inspection);
  if (problems.length === 0) return asciiLine(withoutProblems(inspection, words), room, language);
  const rest = (count: number) => `; ${asciiLine(words.mail.gist.more(count), 20, language)}`;
  let text = "";
  for (const [i, problem] of problems.entries()) {
    const left = problems.length - i - 1;
    const more = left > 0 ? rest(left) : "";
    const next = `${text}${i > 0 ? "; " : ""}${asciiLine(shortFinding(problem, words, language), 120, language)}`;
    if (i > 0 && next.length + more.length > room) return `${text}${rest(left + 1)}`;
    text = i === 0 ? asciiLine(next, room - more.length, language) : next;
  }
  return text;
}

/** In the reader's words where it is one of the known reasons. */
export function rejectReasonText(reason: string, { mail }: Words): string {
  return Object.entries(mail.rejectReasons).find(([code]) => code === reason)?.[1] ?? reason;
}

function withoutProblems(inspection: Inspection, words: Words): string {
  if (inspection.verdict === "pass") return words.mail.gist.allPresent;
  if (inspection.rejectReason !== undefined) return rejectReasonText(inspection.rejectReason, words);
  return inspection.reasons[0] ?? words.mail.gist.seeInspection;
}

/** Such as `screw missing (3 of 4)`. */
function shortFinding(finding: Finding, { mail, common }: Words, language: Language): string {
  const { expected, seen, state } = finding;
  const text = `${asciiLine(finding.name ?? finding.label, 28, language)} ${common.states[state]}`;
  if (state === "misplaced") return text;
  if (finding.text) return `${text} (${mail.gist.read(asciiLine(readIn(finding, mail), 28, language))})`;
  const fits = typeof expected === "number" && seen <= expected;
  return fits
    ? `${text} (${mail.gist.seenOf(seen, expected)})`
    : `${text} (${mail.gist.seenExpected(seen, expectedIn(finding, mail))})`;
}

/** `4`, `at least 2` or `2 to 5`; for a text what it should say. */
export function expectedIn(
  finding: Pick<Finding, "expected" | "text">,
  { counts }: Pick<Words["mail"], "counts">,
): string {
  if (finding.text) return finding.text.expected;
  if (typeof finding.expected === "number") return String(finding.expected);
  const { min, max } = finding.expected;
  return max === undefined ? counts.atLeast(min) : counts.range(min, max);
}

/** What was read, each line in quotes. */
export function readIn({ text }: Pick<Finding, "text">, { counts }: Pick<Words["mail"], "counts">): string {
  return text?.lines.map((line) => `"${line.text}"`).join(", ") || counts.nothingRead;
}
