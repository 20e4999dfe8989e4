import { expectedIn, gist, problemsOf, readIn, rejectReasonText } from "./describe-problem.ts";
import type { Finding, Inspection, Verdict } from "./inspection.ts";
import { describeFinding } from "./judge.ts";
import { type MailContent, renderHtml, renderText } from "./mail-layout.ts";
import { asciiLine, oneLine } from "./mail-words.ts";
import { type MessageAbout, photoContentId, type QualityMessage } from "./message.ts";
import type { Recipe } from "./recipe.ts";
import type { Language } from "./words/language.ts";
import { localTime } from "./words/local-time.ts";
import { type Audience, audiencesOf, type Reader, type Telling } from "./words/reader.ts";
import { type Speech, speak } from "./words/speak.ts";
import { type Words, wordsOf } from "./words/words-of.ts";

/** A mail stays readable, and below the size at which mail programs cut it off, at this many rows. */
const MAX_ROWS = 50;
const SUBJECT_LENGTH = 100;
/** Of one widget in a list of many. */
const FINDINGS_LENGTH = 400;

/**
 * The mails about one inspection, one for all who read alike, with the hash of its record: a copy in a mailbox is a
 * witness outside the evidence vault.
 * @param id of the message, where the same people may be told by several rules
 * @returns none when the recipe wants no mail for this verdict, or nobody is told
 */
export function composeInspectionMails(
  inspection: Inspection,
  recipe: Recipe,
  telling: Telling,
  id = `inspection-${inspection.id}`,
): QualityMessage[] {
  if (!wantsMessage(recipe.notify.when, inspection.verdict)) return [];
  return audiencesOf(recipe.notify.to, telling).map((audience) =>
    composeInspectionMail(inspection, recipe, telling, { ...audience, id: `${id}${audience.suffix}` }),
  );
}

function composeInspectionMail(
  inspection: Inspection,
  recipe: Recipe,
  telling: Telling,
  { reader, to, id }: Audience & { id: string },
): QualityMessage {
  const content = inspectionContent(inspection, recipe, telling, reader);
  const { analyzedKey } = inspection.evidence;
  return {
    id,
    to,
    subject: subjectOf(inspection, reader.language),
    text: renderText(content),
    html: renderHtml(analyzedKey === undefined ? content : { ...content, photoCid: photoContentId(id) }),
    createdAt: inspection.inspectedAt,
    ...aboutOf(inspection, telling.baseUrl, reader.language),
    ...(analyzedKey === undefined ? {} : { photoKey: analyzedKey }),
  };
}

/** What a message about this inspection is about. */
export function aboutOf(inspection: Inspection, baseUrl: string, language: Language): MessageAbout {
  const { recipe, source, verdict } = inspection;
  return {
    recipe: recipe.id,
    ...(source.line === undefined ? {} : { line: source.line }),
    kind: verdict,
    widget: {
      name: asciiLine(source.serial ?? source.fileName, 60, language),
      findings: gist(inspection, FINDINGS_LENGTH, language),
      url: inspectionUrl(inspection.id, baseUrl),
    },
    language,
  };
}

/** Where a person looks at this inspection. */
export function inspectionUrl(id: string, baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, "")}/inspections/${encodeURIComponent(id)}`;
}

/** Whether whoever asked to be told at `when` is told of this verdict. */
export function wantsMessage(when: Recipe["notify"]["when"], verdict: Verdict): boolean {
  return when === "every" || (when === "fail-and-review" && verdict !== "pass");
}

/** Whom to ask about a widget of this recipe on this line, as the most particular one says. */
export function contactOf(
  { notify }: Recipe,
  line: string | undefined,
  { contact }: Pick<Telling, "contact">,
): string | undefined {
  const ofLine = notify.lines?.find(({ name }) => name === line)?.contact;
  return ofLine ?? notify.contact ?? contact;
}

/** Such as `FAIL control-box SN0012: screw missing (3 of 4); +2 more`. */
export function subjectOf(inspection: Inspection, language: Language): string {
  const which = inspection.source.serial ?? inspection.source.fileName;
  const verdict = bannerOf(inspection.verdict, language);
  const start = asciiLine(
    `${verdict} ${asciiLine(inspection.recipe.id, 24)} ${asciiLine(which, 28)}`,
    SUBJECT_LENGTH,
    language,
  );
  const rest = gist(inspection, SUBJECT_LENGTH - start.length - 2, language);
  return asciiLine(`${start}: ${rest}`, SUBJECT_LENGTH, language);
}

/** The verdict in capitals. */
export function bannerOf(verdict: Verdict, language: Language): string {
  return wordsOf(language).common.verdicts[verdict].toLocaleUpperCase(language);
}

/** All that people are told about one inspection. */
export function inspectionContent(
  inspection: Inspection,
  recipe: Recipe,
  telling: Telling,
  reader: Reader,
): MailContent {
  const { source, verdict, recognizer, evidence } = inspection;
  const { language } = reader;
  const [words, speech] = [wordsOf(language), speak(language)];
  const { mail } = words;
  const { facts } = mail;
  const problems = problemsOf(inspection);
  // The table already tells what each finding says. What is left are the record's own words, which stay as sealed.
  const told = new Set(problems.map(describeFinding));
  const reasons = inspection.reasons.filter((reason) => !told.has(reason)).slice(0, 10);
  const contact = contactOf(recipe, source.line, telling);
  return {
    tone: verdict,
    language,
    banner: bannerOf(verdict, language),
    title: `${oneLine(recipe.title, 100)}, ${oneLine(source.serial ?? source.fileName, 60)}`,
    lead: [leadOf(inspection, problems.length, words), ...reasons.map(mail.lead.reason)],
    table: {
      ...tableWords(mail),
      rows: problems.slice(0, MAX_ROWS).map((finding) => findingRow(finding, words, speech)),
      note: tableNote(inspection, problems.length, mail, speech),
    },
    photoAlt: mail.photoOf,
    link: { label: mail.openInspection, url: inspectionUrl(inspection.id, telling.baseUrl) },
    ...(contact === undefined ? {} : { ask: mail.ask(contact) }),
    sections: [
      {
        title: facts.widget,
        facts: known([
          [facts.recipe, `${recipe.title} (${inspection.recipe.id}@${inspection.recipe.version})`],
          [facts.serial, source.serial],
          [facts.lot, source.lot],
          [facts.line, source.line],
          [facts.station, source.station],
          [facts.camera, source.camera],
          [facts.file, source.fileName],
          [facts.received, localTime(inspection.receivedAt, reader)],
          [facts.inspected, localTime(inspection.inspectedAt, reader)],
          [
            facts.model,
            recognizer && facts.modelVersion(recognizer.model, recognizer.version, recognizer.kind),
          ],
        ]),
      },
      {
        title: facts.evidence,
        facts: [
          [facts.inspection, inspection.id],
          [facts.sequence, String(evidence.sequence)],
          [facts.recordSha256, evidence.recordSha256],
          [facts.photoSha256, inspection.imageSha256],
          [facts.keptUntil, localTime(evidence.retainUntil, reader)],
        ],
        note: facts.keepThis,
      },
    ],
  };
}

function leadOf(inspection: Inspection, problems: number, words: Words): string {
  const { lead } = words.mail;
  const { verdict, rejectReason } = inspection;
  if (verdict === "pass") return lead.pass;
  if (verdict === "fail") return lead.fail(problems);
  if (verdict === "review") return lead.review;
  return lead.rejected(rejectReason === undefined ? lead.noReason : rejectReasonText(rejectReason, words));
}

function tableWords({ table }: Words["mail"]) {
  const { part, state, expected, seen, confidence, named } = table;
  return {
    head: [part, state, expected, seen, confidence],
    named: [named.expected, named.seen, named.confidence],
  };
}

function findingRow(finding: Finding, { mail, common }: Words, { percent }: Speech): string[] {
  const { seen, unsure } = finding;
  const counted = unsure > 0 ? mail.counts.seenAndUnsure(seen, unsure) : String(seen);
  return [
    finding.name ?? finding.label,
    common.states[finding.state],
    expectedIn(finding, mail),
    finding.text ? readIn(finding, mail) : counted,
    finding.confidence === undefined ? "" : percent(finding.confidence),
  ];
}

function tableNote(
  inspection: Inspection,
  problems: number,
  { table }: Words["mail"],
  { percent }: Speech,
): string {
  if (inspection.findings.length === 0) return "";
  const present = inspection.findings.filter((finding) => finding.state === "present");
  const weakest = Math.min(...present.map((finding) => finding.confidence ?? Number.POSITIVE_INFINITY));
  return [
    ...(problems > MAX_ROWS ? [table.more(problems - MAX_ROWS)] : []),
    table.present(present.length, inspection.findings.length),
    ...(Number.isFinite(weakest) ? [table.weakest(percent(weakest))] : []),
  ].join(" ");
}

function known(facts: [string, string | undefined][]): [string, string][] {
  return facts.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]]));
}
