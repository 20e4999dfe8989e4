import type { Finding } from "../domain/inspection.ts";
import { describeFinding, expectedText, readText } from "../domain/judge.ts";
import type { Band } from "./banner.ts";
import { drawBand } from "./draw-band.ts";
import { type BandItem, flowLayout } from "./flow-layout.ts";
import { confidenceText } from "./list-marks.ts";
import type { MarkScale } from "./mark-scale.ts";
import { STATE_STYLES, STATES_BY_WEIGHT } from "./mark-style.ts";
import type { MarkUp } from "./mark-up-content.ts";

/** The list may take this much of the photo's height; at least a few rows, on a small photo. */
const MAX_SHARE = 0.4;
const MIN_ROWS = 3;
/** On a photo narrower than this, in font sizes, signs stand without their words. */
const NARROW_EMS = 20;

/**
 * The band below the photo: every finding with its sign and its counts, wrong ones first, so that a part without
 * a known place is named too, and what else speaks against a pass. It doubles as the legend of the marks.
 */
export function footerOf(content: MarkUp, width: number, photoHeight: number, scale: MarkScale): Band {
  const { padPx, rowPx, fontPx } = scale;
  const items = [...findingItems(content.findings, width < NARROW_EMS * fontPx), ...reasonItems(content)];
  const maxRows = Math.max(MIN_ROWS, Math.floor((photoHeight * MAX_SHARE) / rowPx));
  let { placed, rows, left } = flowLayout(items, width, maxRows, scale);
  if (left > 0) {
    // One row less for the list, and a line that owns up to what is not shown.
    const shorter = flowLayout(items, width, maxRows - 1, scale);
    const more: BandItem = { text: `+ ${shorter.left} more, see the record`, cut: "end", faint: true };
    const [note] = flowLayout([more], width, 1, scale).placed;
    placed = note ? [...shorter.placed, { ...note, row: maxRows - 1 }] : shorter.placed;
    rows = maxRows;
  }
  const heightPx = rows === 0 ? 0 : rows * rowPx + Math.max(2 * padPx, Math.round(fontPx / 2));
  return { heightPx, draw: (band) => drawBand(band, placed, padPx, scale) };
}

function findingItems(findings: readonly Finding[], isNarrow: boolean): BandItem[] {
  return STATES_BY_WEIGHT.flatMap((state) =>
    mergeAlike(findings.filter((finding) => finding.state === state)).map((finding) => ({
      text: wordsFor(finding, isNarrow),
      chip: {
        text:
          isNarrow || state === "present"
            ? STATE_STYLES[state].symbol
            : `${STATE_STYLES[state].symbol} ${state}`,
        color: STATE_STYLES[state].color,
        ink: STATE_STYLES[state].ink,
      },
      cut: "end" as const,
    })),
  );
}

/**
 * Four findings of one screw each, as a recipe with places has them, read better as `4 of 4: screw`. Only what
 * is present loses its own name by that; the tag on the photo still has it.
 */
function mergeAlike(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const isPresent = finding.state === "present";
    const name = isPresent && !finding.text ? finding.label : (finding.name ?? finding.label);
    const same = merged.get(name);
    merged.set(name, same ? addUp(same, finding) : { ...finding, name });
  }
  return [...merged.values()];
}

function addUp(a: Finding, b: Finding): Finding {
  const [first, second] = [rangeOf(a), rangeOf(b)];
  const min = first.min + second.min;
  const max = first.max === undefined || second.max === undefined ? undefined : first.max + second.max;
  const confidences = [a, b].flatMap((finding) => finding.confidence ?? []);
  return {
    ...a,
    expected: max === undefined ? { min } : min === max ? min : { min, max },
    seen: a.seen + b.seen,
    unsure: a.unsure + b.unsure,
    ...(confidences.length > 0 ? { confidence: Math.min(...confidences) } : {}),
  };
}

function rangeOf({ expected }: Pick<Finding, "expected">): { min: number; max?: number | undefined } {
  return typeof expected === "number" ? { min: expected, max: expected } : expected;
}

/** Counts before the name, because a long name is cut; `seen`, because "missing 3 of 4" would say the opposite. */
function wordsFor(finding: Finding, isNarrow: boolean): string {
  if (finding.text) return textWords(finding, isNarrow);
  const { seen, unsure, expected } = finding;
  const counted = unsure > 0 ? `${seen}–${seen + unsure}` : `${seen}`;
  const { min, max } = rangeOf({ expected });
  const wanted = max === min ? `${min}` : max === undefined ? `${min}+` : `${min}–${max}`;
  if (isNarrow) return `${finding.name ?? finding.label} ${counted}/${wanted}`;
  return `seen ${counted} of ${wanted}: ${finding.name ?? finding.label}${confidenceText(finding.confidence)}`;
}

/** What was read before what was expected: the one can be checked against the photo at a glance. */
function textWords(finding: Finding, isNarrow: boolean): string {
  const read = readText(finding);
  if (isNarrow) return `${finding.name ?? finding.label} ${read}`;
  const expected = finding.state === "present" ? "" : `, expected ${expectedText(finding)}`;
  return `read ${read}${expected}: ${finding.name ?? finding.label}${confidenceText(finding.confidence)}`;
}

/** Most reasons repeat a finding in words; what remains are the recognizer's own reservations. */
function reasonItems({ reasons, findings }: MarkUp): BandItem[] {
  const said = new Set(findings.map(describeFinding));
  return reasons
    .filter((reason) => !said.has(reason))
    .map((reason) => ({ text: reason, cut: "end" as const, faint: true }));
}
