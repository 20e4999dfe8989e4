import { type Box, grow } from "./detection.ts";
import type { Finding, FindingState } from "./inspection.ts";
import type { Part, Recipe } from "./recipe.ts";
import type { TextLine } from "./text-line.ts";
import { describeTextRule, lookAlikes, type TextRule, textMatcher } from "./text-rule.ts";

/** Where text of one part is to be read. `part` counts the recipe's parts from 0. */
export type TextArea = { part: number; area: Box };
export type TextReadings = {
  readings: readonly (TextArea & { lines: readonly TextLine[] })[];
  /** As handed in with the photo. */
  serial?: string | undefined;
};

/**
 * At the part's place, or else wherever it was seen. Where a part is missing, misplaced or one too many nothing is
 * read: the widget fails in any case.
 * @param findings of the recipe's parts, in its order
 */
export function textAreas(recipe: Recipe, findings: readonly Finding[]): TextArea[] {
  return recipe.parts.flatMap((part, index) => {
    const finding = findings[index];
    if (!part.text || !finding || !READ_IN.has(finding.state)) return [];
    if (!part.place) return finding.boxes.map((box) => ({ part: index, area: widened(box) }));
    const { box, tolerance } = part.place;
    return finding.boxes.length > 0 ? [{ part: index, area: grow(box, tolerance) }] : [];
  });
}

/** A detection may cut off the edge of what it found, and letters stand near the edge. */
function widened(box: Box): Box {
  return grow(box, EDGE * Math.min(box.width, box.height));
}

const EDGE = 0.1;

const READ_IN: ReadonlySet<FindingState> = new Set(["present", "uncertain"]);

/**
 * One more finding for each part whose text matters. The expected text is `missing` where every line was surely read
 * and none is it: a wrong serial is an escape in the making, so it fails the widget. What could not be read, was
 * read unsurely, or is right but for a look-alike such as 0 and O, is `uncertain`, so a person's to decide.
 * An area that nobody read is uncertain too.
 */
export function judgeTexts(recipe: Recipe, findings: readonly Finding[], texts: TextReadings): Finding[] {
  const areas = textAreas(recipe, findings);
  return recipe.parts.flatMap((part, index) => {
    const own = areas.filter((area) => area.part === index);
    return part.text && own.length > 0 ? [judgePart(part, part.text, own, texts)] : [];
  });
}

function judgePart(part: Part, rule: TextRule, areas: readonly TextArea[], texts: TextReadings): Finding {
  const judged = areas.map(({ part: index, area }) => {
    const reading = texts.readings.find((r) => r.part === index && isSame(r.area, area));
    return judgeLines(rule, reading?.lines ?? [], area, texts.serial);
  });
  const states = judged.map(({ state }) => state);
  const lines = judged.flatMap((one) => one.lines);
  const state = states.includes("missing")
    ? "missing"
    : states.includes("uncertain")
      ? "uncertain"
      : "present";
  return {
    label: part.label,
    name: `${part.name ?? part.label}, text`,
    state,
    expected: areas.length,
    seen: states.filter((one) => one === "present").length,
    unsure: states.filter((one) => one === "uncertain").length,
    ...(lines.length > 0 ? { confidence: Math.min(...lines.map(({ confidence }) => confidence)) } : {}),
    boxes: judged.flatMap(({ boxes }) => boxes),
    text: { expected: describeTextRule(rule, texts.serial), lines },
  };
}

type JudgedLines = { state: "present" | "missing" | "uncertain"; lines: TextLine[]; boxes: Box[] };

/**
 * Of several lines only the one that is the text counts. Where none is, those of its form speak against it, such as the
 * serial of another widget, or else all of them.
 */
function judgeLines(
  rule: TextRule,
  lines: readonly TextLine[],
  area: Box,
  serial: string | undefined,
): JudgedLines {
  const matches = textMatcher(rule, serial);
  const matching = lines.filter(({ text }) => matches(text));
  const [best] = matching.toSorted((a, b) => b.confidence - a.confidence);
  if (best) {
    const state = best.confidence >= rule.minConfidence ? "present" : "uncertain";
    return { state, lines: [best], boxes: [best.box] };
  }
  const hasForm = textMatcher({ ...rule, matchesSerial: false }, undefined);
  const alike = rule.pattern === undefined ? [] : lines.filter(({ text }) => hasForm(text));
  const against = alike.length > 0 ? alike : [...lines];
  const isUnsure =
    against.length === 0 ||
    (rule.matchesSerial && serial === undefined) ||
    against.some(({ text, confidence }) => confidence < rule.minConfidence || lookAlikes(text).some(matches));
  const boxes = against.length > 0 ? against.map(({ box }) => box) : [area];
  return { state: isUnsure ? "uncertain" : "missing", lines: against, boxes };
}

function isSame(a: Box, b: Box): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
