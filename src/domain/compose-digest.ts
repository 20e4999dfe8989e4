import { bannerOf } from "./compose-mail.ts";
import type { Verdict } from "./inspection.ts";
import { asciiLine } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";
import type { Language } from "./words/language.ts";
import { wordsOf } from "./words/words-of.ts";

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
  // They all go to the same people, who may have chosen another language meanwhile.
  const language = messages.at(-1)?.language ?? "en";
  const { common, mail } = wordsOf(language);
  const lines = messages.flatMap((message) => lineOf(message, language));
  lines.sort((a, b) => SEVERITY.indexOf(a.kind) - SEVERITY.indexOf(b.kind));
  const counts = SEVERITY.flatMap((kind) => {
    const count = lines.filter((line) => line.kind === kind).length;
    return count > 0 ? [`${count} ${common.verdicts[kind]}`] : [];
  }).join(", ");
  const times = messages.map(({ createdAt }) => createdAt).sort();
  const [first = ""] = messages.map(({ id }) => id).sort();
  return {
    // The same messages gathered again are the same digest.
    id: `digest-${messages.length}-${first}`,
    to: [...new Set(messages.flatMap(({ to }) => to))],
    subject: subjectOf(recipe, counts, lines, language),
    text: textOf(mail.digest.lead(lines.length, recipe, counts), lines, options.baseUrl, language),
    createdAt: times.at(-1) ?? "",
    recipe,
    kind: lines[0]?.kind ?? "pass",
    language,
  };
}

function lineOf({ kind: told, widget }: QualityMessage, language: Language): Line[] {
  const kind = SEVERITY.find((verdict) => verdict === told);
  if (!widget || !kind) return [];
  const { name, findings, url } = widget;
  return [{ kind, name, text: `${bannerOf(kind, language)} ${name}: ${findings}\n  ${url}\n` }];
}

/** Such as `9 fail, 2 review control-box: SN0012, SN0013, +9 more`. */
function subjectOf(recipe: string, counts: string, lines: readonly Line[], language: Language): string {
  const { more } = wordsOf(language).mail.gist;
  let subject = `${asciiLine(`${counts.toLocaleUpperCase(language)} ${asciiLine(recipe, 24)}:`, 98, language)} `;
  for (const [i, { name }] of lines.entries()) {
    const left = lines.length - i;
    const next = `${i > 0 ? ", " : ""}${asciiLine(name, 28)}`;
    const rest = left > 1 ? `, ${more(left - 1)}` : "";
    if (subject.length + next.length + rest.length > SUBJECT_LENGTH)
      return asciiLine(`${subject}${i > 0 ? ", " : ""}${more(left)}`, SUBJECT_LENGTH, language);
    subject += next;
  }
  return subject;
}

function textOf(lead: string, lines: readonly Line[], baseUrl: string, language: Language): string {
  const encoder = new TextEncoder();
  const bytes = (text: string) => encoder.encode(text).length;
  let text = `${lead}\n\n`;
  let left = MAX_TEXT_BYTES - REST_BYTES - bytes(text);
  for (const [i, line] of lines.entries()) {
    left -= bytes(line.text);
    if (left < 0) {
      const { more } = wordsOf(language).mail.digest;
      return `${text}${more(lines.length - i, `${baseUrl.replace(/\/+$/, "")}/`)}\n`;
    }
    text += line.text;
  }
  return text;
}
