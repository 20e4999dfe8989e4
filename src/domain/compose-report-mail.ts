import type { EvidenceEntry } from "./evidence.ts";
import { type MailContent, renderHtml, renderText } from "./mail-layout.ts";
import { asciiLine, oneLine } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";
import type { SealedReport } from "./report/kept-report.ts";
import type { QualityReport } from "./report/quality-report.ts";
import type { Language } from "./words/language.ts";
import { localRange } from "./words/local-time.ts";
import { type Audience, audiencesOf, type Telling } from "./words/reader.ts";
import { speak } from "./words/speak.ts";
import { wordsOf } from "./words/words-of.ts";

const MOST_GROUPS = 50;
const MOST_FAULTS = 10;

/**
 * The mails about a kept report, one for all who read alike: the figures themselves, so that nobody has to follow the
 * link to know how the day was; where to open it; and its place in the chain of evidence.
 */
export function composeReportMails(
  entry: EvidenceEntry & { kind: "report" },
  numbers: QualityReport,
  telling: Telling,
): QualityMessage[] {
  const { report } = entry;
  const audiences: Audience[] = telling.oneForAll
    ? [{ reader: telling.reader, to: [], suffix: "" }]
    : audiencesOf(report.tell.to, telling);
  return audiences.map(({ reader: { language }, to, suffix }) => {
    const pdf = report.files.find((file) => file.format === "pdf" && file.language === language);
    const attached = report.tell.attach && !telling.oneForAll ? pdf : undefined;
    const content = contentOf(entry, numbers, telling, language, attached !== undefined);
    const { subject } = wordsOf(language).mail.report;
    return {
      id: `report-${report.id}${suffix}`,
      to,
      subject: asciiLine(subject(content.title, report.counts.received, report.counts.fail), 100, language),
      text: renderText(content),
      html: renderHtml(content),
      createdAt: entry.sealedAt,
      kind: "report",
      language,
      ...(attached === undefined
        ? {}
        : { attachment: { key: attached.key, fileName: `${report.id}.pdf`, mediaType: "application/pdf" } }),
    };
  });
}

/** Where a person reads a kept report. */
export function reportUrl(id: string, baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, "")}/reports/kept/${encodeURIComponent(id)}`;
}

function contentOf(
  entry: EvidenceEntry & { kind: "report" },
  numbers: QualityReport,
  telling: Telling,
  language: Language,
  isAttached: boolean,
): MailContent {
  const { mail } = wordsOf(language);
  const { report: words } = mail;
  const { report } = entry;
  const { contact, baseUrl } = telling;
  return {
    tone: "summary",
    language,
    banner: words.banner,
    title: titleOf(report, language),
    lead: leadOf(numbers, language),
    link: { label: words.open, url: reportUrl(report.id, baseUrl) },
    ...(contact === undefined ? {} : { ask: mail.ask(contact) }),
    sections: [
      ...groupSection(numbers, language),
      ...faultSection(numbers, language),
      {
        title: words.kept,
        facts: [
          [words.sequence, String(entry.sequence)],
          [words.entrySha256, entry.sha256],
        ],
        ...(isAttached ? { note: words.attached } : {}),
      },
    ],
  };
}

/** Such as `Daily report, March 1, 2026 (block, line-1)`, by the clock of the plant. */
function titleOf({ every, from, to, timeZone, recipe, line }: SealedReport, language: Language) {
  const { every: names, title } = wordsOf(language).mail.report;
  const range = localRange(new Date(from), new Date(to), { language, timeZone }, every === "shift");
  const about = [recipe, line].filter((name) => name !== undefined).join(", ");
  return oneLine(title(names[every], about === "" ? range : `${range} (${about})`));
}

function leadOf({ counts, firstPassYield, failRate }: QualityReport, language: Language) {
  const { report: words } = wordsOf(language).mail;
  const marked = failRate.points.filter(({ marks }) => marks.length > 0).length;
  return [
    counts.received === 0 ? words.none : words.lead(counts),
    ...(firstPassYield.share === undefined ? [] : [words.yield(firstPassYield.share)]),
    ...(marked > 0 ? [words.marked(marked, failRate.points.length)] : []),
  ];
}

function groupSection({ groups }: QualityReport, language: Language): MailContent["sections"] {
  if (groups.length === 0) return [];
  const { common, mail } = wordsOf(language);
  const { number } = speak(language);
  const facts = groups
    .slice(0, MOST_GROUPS)
    .map((group): [string, string] => [
      group.line === "" ? group.recipe : `${group.recipe}, ${group.line}`,
      (["pass", "fail", "review", "rejected"] as const)
        .map((verdict) => `${number(group[verdict])} ${common.verdicts[verdict]}`)
        .join(", "),
    ]);
  const more = groups.length - facts.length;
  return [{ title: mail.report.groups, facts, ...(more > 0 ? { note: mail.report.moreGroups(more) } : {}) }];
}

function faultSection({ faults }: QualityReport, language: Language): MailContent["sections"] {
  if (faults.length === 0) return [];
  const { common, mail } = wordsOf(language);
  const facts = faults
    .slice(0, MOST_FAULTS)
    .map(({ part, state, inspections }): [string, string] => [
      `${oneLine(part, 60)} ${common.states[state]}`,
      speak(language).number(inspections),
    ]);
  return [{ title: mail.report.faults, facts }];
}
