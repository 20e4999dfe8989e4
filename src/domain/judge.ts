import {
  type Assignment,
  assignDetections,
  confidenceBand,
  maxCount,
  minCount,
  type Seen,
} from "./assign-detections.ts";
import type { Detection } from "./detection.ts";
import type { Finding, FindingState, Verdict } from "./inspection.ts";
import { judgeTexts, type TextArea, type TextReadings, textAreas } from "./judge-text.ts";
import type { Part, Recipe } from "./recipe.ts";

export type Judgment = { findings: Finding[]; verdict: Exclude<Verdict, "rejected">; reasons: string[] };

const WRONG: ReadonlySet<FindingState> = new Set(["missing", "extra", "misplaced"]);

/**
 * Compare what was seen with what the recipe expects. Pure; the order of detections does not matter.
 *
 * A detection is *sure* from `minConfidence + reviewBand.above` up, *unsure* from `minConfidence −
 * reviewBand.below` up to there, and ignored below. The true count then lies between sure and sure + unsure:
 * when the whole range fits the recipe the part is present, when none of it does the part is missing or extra,
 * and otherwise it is uncertain. A reservation of the recognizer sends the widget to a person; else one part that is
 * wrong fails it; else one that is uncertain sends it to a person.
 *
 * @param reservations why the recognizer does not vouch for this look
 * @param texts what was read in the {@link areasToRead}; an area without a reading is uncertain
 */
export function judge(
  recipe: Recipe,
  detections: readonly Detection[],
  reservations: readonly string[] = [],
  texts: TextReadings = { readings: [] },
): Judgment {
  const { parts, others } = findAll(recipe, detections);
  const findings = [...parts, ...judgeTexts(recipe, parts, texts), ...others];
  const wrong = findings.filter((finding) => WRONG.has(finding.state));
  const uncertain = findings.filter((finding) => finding.state === "uncertain");
  const verdict = verdictOf(wrong.length, uncertain.length, reservations.length);
  return { findings, verdict, reasons: [...reservations, ...[...wrong, ...uncertain].map(describeFinding)] };
}

/** The reservations among the reasons of a judgment: those that no finding gave. */
export function reservationsIn({ reasons, findings }: Pick<Judgment, "reasons" | "findings">): string[] {
  const given = findings.filter(({ state }) => state !== "present").length;
  return reasons.slice(0, reasons.length - given);
}

/** Where the recipe wants to know what is printed, given what was seen; none for most recipes. */
export function areasToRead(recipe: Recipe, detections: readonly Detection[]): TextArea[] {
  if (!recipe.parts.some(({ text }) => text)) return [];
  return textAreas(recipe, findAll(recipe, detections).parts);
}

function findAll(recipe: Recipe, detections: readonly Detection[]): { parts: Finding[]; others: Finding[] } {
  const assignment = assignDetections(recipe, detections);
  const parts = recipe.parts.map((part, index) =>
    findPart(part, assignment.parts[index] ?? NOTHING, assignment),
  );
  return { parts, others: [...findStrays(assignment), ...findForbidden(recipe, detections)] };
}

/** A look that the recognizer does not vouch for proves nothing, neither that a part is there nor that it is missing. */
function verdictOf(wrong: number, uncertain: number, reservations: number): Judgment["verdict"] {
  if (reservations > 0) return "review";
  if (wrong > 0) return "fail";
  return uncertain > 0 ? "review" : "pass";
}

const NOTHING: Seen = { sure: [], unsure: [] };

/** A part that is not where it belongs but was seen elsewhere is misplaced, and takes that stray with it. */
function findPart(part: Part, seen: Seen, assignment: Assignment): Finding {
  const state = compareCount(seen, minCount(part), maxCount(part));
  const strays = assignment.strays.get(part.label)?.sure ?? [];
  const stray = state === "missing" && part.place ? strays.shift() : undefined;
  return {
    label: part.label,
    ...(part.name === undefined ? {} : { name: part.name }),
    state: stray ? "misplaced" : state,
    expected: part.count,
    ...countsOf(seen),
    ...(part.place ? { place: part.place.box } : {}),
    ...(stray?.box ? { boxes: [stray.box] } : {}),
  };
}

/** What is left of labels that all have a place, and lies in none of them. */
function findStrays(assignment: Assignment): Finding[] {
  return [...assignment.strays].flatMap(([label, seen]) => unexpected(label, seen));
}

function findForbidden(recipe: Recipe, detections: readonly Detection[]): Finding[] {
  return recipe.forbidden.flatMap((rule) => {
    const seen: Seen = { sure: [], unsure: [] };
    for (const detection of detections) {
      const band = detection.label === rule.label ? confidenceBand(recipe, rule, detection) : "ignored";
      if (band !== "ignored") seen[band].push(detection);
    }
    return unexpected(rule.label, seen);
  });
}

function unexpected(label: string, seen: Seen): Finding[] {
  const state = compareCount(seen, 0, 0);
  return state === "present" ? [] : [{ label, state, expected: 0, ...countsOf(seen) }];
}

function compareCount(seen: Seen, min: number, max: number): FindingState {
  const least = seen.sure.length;
  const most = least + seen.unsure.length;
  if (most < min) return "missing";
  if (least > max) return "extra";
  return least >= min && most <= max ? "present" : "uncertain";
}

function countsOf(seen: Seen): Pick<Finding, "seen" | "unsure" | "boxes" | "confidence"> {
  const all = [...seen.sure, ...seen.unsure];
  return {
    seen: seen.sure.length,
    unsure: seen.unsure.length,
    ...(all.length > 0 ? { confidence: Math.min(...all.map((d) => d.confidence)) } : {}),
    boxes: all.flatMap((d) => (d.box ? [d.box] : [])),
  };
}

/**
 * One line for people, such as `screw: missing, expected 4, seen 3 and 1 unsure` or
 * `label, text: missing, expected serial CB-1, read "CB-2"`.
 */
export function describeFinding(finding: Finding): string {
  if (finding.text)
    return `${finding.name ?? finding.label}: ${finding.state}, expected ${expectedText(finding)}, read ${readText(finding)}`;
  const unsure = finding.unsure > 0 ? ` and ${finding.unsure} unsure` : "";
  return `${finding.name ?? finding.label}: ${finding.state}, expected ${expectedText(finding)}, seen ${finding.seen}${unsure}`;
}

/** What was read, each line in quotes, or `nothing`. */
export function readText({ text }: Pick<Finding, "text">): string {
  return text?.lines.map((line) => `"${line.text}"`).join(", ") || "nothing";
}

/** `4`, `at least 2` or `2 to 5`; for a text what it should say. */
export function expectedText(finding: Pick<Finding, "expected" | "text">): string {
  if (finding.text) return finding.text.expected;
  if (typeof finding.expected === "number") return String(finding.expected);
  const { min, max } = finding.expected;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}
