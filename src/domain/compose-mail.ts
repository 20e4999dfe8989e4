import type { Finding, Inspection, Verdict } from "./inspection.ts";
import { describeFinding, expectedText, readText } from "./judge.ts";
import { type MailContent, renderHtml, renderText } from "./mail-layout.ts";
import { asciiLine, localTime, oneLine, percent } from "./mail-words.ts";
import { type MessageAbout, photoContentId, type QualityMessage } from "./message.ts";
import type { Recipe } from "./recipe.ts";

/** A mail stays readable, and below the size at which mail programs cut it off, at this many rows. */
const MAX_ROWS = 50;
const SUBJECT_LENGTH = 100;
/** Of one widget in a list of many. */
const FINDINGS_LENGTH = 400;

/** What a person must act on comes first. */
const ORDER: readonly Finding["state"][] = ["missing", "misplaced", "extra", "uncertain"];

/**
 * The mail about one inspection, with the hash of its record: a copy in a mailbox is a witness outside the
 * evidence vault.
 * @param options baseUrl of the HTTP API, for the link
 * @returns undefined when the recipe wants no mail for this verdict, or nobody is told
 */
export function composeInspectionMail(
  inspection: Inspection,
  recipe: Recipe,
  options: { baseUrl: string },
): QualityMessage | undefined {
  if (recipe.notify.to.length === 0 || !wantsMessage(recipe.notify.when, inspection.verdict))
    return undefined;
  const id = `inspection-${inspection.id}`;
  const content = inspectionContent(inspection, recipe, options.baseUrl);
  const { analyzedKey } = inspection.evidence;
  const html = renderHtml(analyzedKey === undefined ? content : { ...content, photoCid: photoContentId(id) });
  return {
    id,
    to: [...new Set(recipe.notify.to)],
    subject: subjectOf(inspection),
    text: renderText(content),
    html,
    createdAt: inspection.inspectedAt,
    ...aboutOf(inspection, options.baseUrl),
    ...(analyzedKey === undefined ? {} : { photoKey: analyzedKey }),
  };
}

/** What a message about this inspection is about. */
export function aboutOf(inspection: Inspection, baseUrl: string): MessageAbout {
  const { recipe, source, verdict } = inspection;
  return {
    recipe: recipe.id,
    ...(source.line === undefined ? {} : { line: source.line }),
    kind: verdict,
    widget: {
      name: asciiLine(source.serial ?? source.fileName, 60),
      findings: gist(inspection, FINDINGS_LENGTH),
      url: inspectionUrl(inspection.id, baseUrl),
    },
  };
}

/** Where a person looks at this inspection. */
export function inspectionUrl(id: string, baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, "")}/?inspection=${encodeURIComponent(id)}`;
}

/** Whether whoever asked to be told at `when` is told of this verdict. */
export function wantsMessage(when: Recipe["notify"]["when"], verdict: Verdict): boolean {
  return when === "every" || (when === "fail-and-review" && verdict !== "pass");
}

/** What is not as expected, the worst first. */
export function problemsOf(inspection: Inspection): Finding[] {
  return ORDER.flatMap((state) => inspection.findings.filter((finding) => finding.state === state));
}

/** Such as `FAIL control-box SN0012: screw missing (3 of 4); +2 more`. */
export function subjectOf(inspection: Inspection): string {
  const which = inspection.source.serial ?? inspection.source.fileName;
  const start = asciiLine(
    `${inspection.verdict.toUpperCase()} ${asciiLine(inspection.recipe.id, 24)} ${asciiLine(which, 28)}`,
    SUBJECT_LENGTH,
  );
  return asciiLine(`${start}: ${gist(inspection, SUBJECT_LENGTH - start.length - 2)}`, SUBJECT_LENGTH);
}

/** As many problems as fit into `room` ASCII characters, and how many are left. */
export function gist(inspection: Inspection, room: number): string {
  const problems = problemsOf(inspection);
  if (problems.length === 0) return withoutProblems(inspection);
  let text = "";
  for (const [i, problem] of problems.entries()) {
    const left = problems.length - i - 1;
    const more = left > 0 ? `; +${left} more` : "";
    const next = `${text}${i > 0 ? "; " : ""}${shortFinding(problem)}`;
    if (i > 0 && next.length + more.length > room) return `${text}; +${left + 1} more`;
    text = i === 0 ? asciiLine(next, room - more.length) : next;
  }
  return text;
}

function withoutProblems(inspection: Inspection): string {
  if (inspection.verdict === "pass") return "every expected part is present";
  return inspection.rejectReason ?? inspection.reasons[0] ?? "see the inspection";
}

/** Such as `screw missing (3 of 4)`. */
function shortFinding(finding: Finding): string {
  const { expected, seen, state } = finding;
  const text = `${asciiLine(finding.name ?? finding.label, 28)} ${state}`;
  if (state === "misplaced") return text;
  if (finding.text) return `${text} (read ${asciiLine(readText(finding), 28)})`;
  const fits = typeof expected === "number" && seen <= expected;
  return fits ? `${text} (${seen} of ${expected})` : `${text} (${seen}, expected ${expectedText(finding)})`;
}

/** All that people are told about one inspection. */
export function inspectionContent(inspection: Inspection, recipe: Recipe, baseUrl: string): MailContent {
  const { source, verdict, recognizer, evidence } = inspection;
  const problems = problemsOf(inspection);
  // The table already tells what each finding says.
  const told = new Set(problems.map(describeFinding));
  const reasons = inspection.reasons.filter((reason) => !told.has(reason)).slice(0, 10);
  return {
    tone: verdict,
    banner: verdict.toUpperCase(),
    title: `${oneLine(recipe.title, 100)}, ${oneLine(source.serial ?? source.fileName, 60)}`,
    lead: [leadOf(inspection, problems.length), ...reasons.map((reason) => `Reason: ${reason}`)],
    table: {
      head: ["Part", "State", "Expected", "Seen", "Confidence"],
      rows: problems.slice(0, MAX_ROWS).map(findingRow),
      note: tableNote(inspection, problems.length),
    },
    link: { label: "Open the inspection", url: inspectionUrl(inspection.id, baseUrl) },
    sections: [
      {
        title: "Widget",
        facts: known([
          ["Recipe", `${recipe.title} (${inspection.recipe.id}@${inspection.recipe.version})`],
          ["Serial", source.serial],
          ["Lot", source.lot],
          ["Line", source.line],
          ["Station", source.station],
          ["Camera", source.camera],
          ["File", source.fileName],
          ["Received", localTime(inspection.receivedAt)],
          ["Inspected", localTime(inspection.inspectedAt)],
          ["Model", recognizer && `${recognizer.model}, version ${recognizer.version} (${recognizer.kind})`],
        ]),
      },
      {
        title: "Evidence",
        facts: [
          ["Inspection", inspection.id],
          ["Sequence", String(evidence.sequence)],
          ["Record SHA-256", evidence.recordSha256],
          ["Photo SHA-256", inspection.imageSha256],
          ["Kept until", localTime(evidence.retainUntil)],
        ],
        note: "Keep this mail: its hashes can prove later that the evidence was not altered.",
      },
    ],
  };
}

function leadOf(inspection: Inspection, problems: number): string {
  if (inspection.verdict === "pass") return "Every expected part is present.";
  if (inspection.verdict === "fail") {
    return problems === 1
      ? "One part is not as the recipe expects."
      : `${problems} parts are not as the recipe expects.`;
  }
  if (inspection.verdict === "review") return "The system is unsure. Please look at the photo and decide.";
  return `This file is not a usable photo: ${inspection.rejectReason ?? "no reason given"}. It is kept and counted.`;
}

function findingRow(finding: Finding): string[] {
  return [
    finding.name ?? finding.label,
    finding.state,
    expectedText(finding),
    seenText(finding),
    finding.confidence === undefined ? "" : percent(finding.confidence),
  ];
}

function seenText(finding: Finding): string {
  if (finding.text) return readText(finding);
  return finding.unsure > 0 ? `${finding.seen} and ${finding.unsure} unsure` : String(finding.seen);
}

function tableNote(inspection: Inspection, problems: number): string {
  if (inspection.findings.length === 0) return "";
  const present = inspection.findings.filter((finding) => finding.state === "present");
  const weakest = Math.min(...present.map((finding) => finding.confidence ?? Number.POSITIVE_INFINITY));
  const cut = problems > MAX_ROWS ? `${problems - MAX_ROWS} more findings are in the inspection. ` : "";
  const sure = Number.isFinite(weakest) ? `; lowest confidence among them ${percent(weakest)}` : "";
  return `${cut}Parts present: ${present.length} of ${inspection.findings.length}${sure}.`;
}

function known(facts: [string, string | undefined][]): [string, string][] {
  return facts.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]]));
}
