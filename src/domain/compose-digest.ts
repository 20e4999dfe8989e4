import type { Verdict } from "./inspection.ts";
import { asciiLine } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";

const SUBJECT_LENGTH = 100;
/** SNS takes 256 KiB with subject and attributes. */
const MAX_TEXT_BYTES = 200_000;
/** Room for the line that says how many more there are. */
const REST_BYTES = 300;

/** The worst first: what a person must act on. */
const SEVERITY: readonly Verdict[] = ["fail", "review", "rejected", "pass"];

type Line = { kind: Verdict; name: string; text: string };

/**
 * Many messages about one recipe as one, so that a storm of failures is one mail: each widget with all that is wrong
 * with it, the worst first. What does not fit is counted, so that every widget is accounted for.
 * @param messages at least one; each about a widget of this recipe
 * @param options baseUrl of the HTTP API, for the link to the rest
 */
export function composeDigest(
  recipe: string,
  messages: readonly QualityMessage[],
  options: { baseUrl: string },
): QualityMessage {
  const lines = messages.flatMap(lineOf);
  lines.sort((a, b) => SEVERITY.indexOf(a.kind) - SEVERITY.indexOf(b.kind));
  const counts = SEVERITY.flatMap((kind) => {
    const count = lines.filter((line) => line.kind === kind).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  }).join(", ");
  const times = messages.map(({ createdAt }) => createdAt).sort();
  const [first = ""] = messages.map(({ id }) => id).sort();
  return {
    // The same messages gathered again are the same digest.
    id: `digest-${messages.length}-${first}`,
    to: [...new Set(messages.flatMap(({ to }) => to))],
    subject: subjectOf(recipe, counts, lines),
    text: textOf(`${lines.length} widgets of ${recipe}: ${counts}.`, lines, options.baseUrl),
    createdAt: times.at(-1) ?? "",
    recipe,
    kind: lines[0]?.kind ?? "pass",
  };
}

function lineOf({ kind: told, widget }: QualityMessage): Line[] {
  const kind = SEVERITY.find((verdict) => verdict === told);
  if (!widget || !kind) return [];
  const { name, findings, url } = widget;
  return [{ kind, name, text: `${kind.toUpperCase()} ${name}: ${findings}\n  ${url}\n` }];
}

/** Such as `9 fail, 2 review control-box: SN0012, SN0013, +9 more`. */
function subjectOf(recipe: string, counts: string, lines: readonly Line[]): string {
  let subject = `${counts.toUpperCase()} ${asciiLine(recipe, 24)}: `;
  for (const [i, { name }] of lines.entries()) {
    const left = lines.length - i;
    const next = `${i > 0 ? ", " : ""}${asciiLine(name, 28)}`;
    const more = left > 1 ? `, +${left - 1} more` : "";
    if (subject.length + next.length + more.length > SUBJECT_LENGTH)
      return asciiLine(`${subject}${i > 0 ? ", " : ""}+${left} more`, SUBJECT_LENGTH);
    subject += next;
  }
  return subject;
}

function textOf(lead: string, lines: readonly Line[], baseUrl: string): string {
  const encoder = new TextEncoder();
  const bytes = (text: string) => encoder.encode(text).length;
  let text = `${lead}\n\n`;
  let left = MAX_TEXT_BYTES - REST_BYTES - bytes(text);
  for (const [i, line] of lines.entries()) {
    left -= bytes(line.text);
    if (left < 0) return `${text}and ${lines.length - i} more: ${baseUrl.replace(/\/+$/, "")}/\n`;
    text += line.text;
  }
  return text;
}
