import type { Box, Detection } from "../domain/detection.ts";
import type { Finding, FindingState } from "../domain/inspection.ts";
import { expectedText, readText } from "../domain/judge.ts";
import type { Rect } from "./canvas.ts";
import { type MarkStyle, OTHER_STYLE, STATE_STYLES, STATES_BY_WEIGHT } from "./mark-style.ts";
import type { MarkUp } from "./mark-up-content.ts";

/** One outline on the photo and what its tag says, from the fullest wording to the shortest. */
export type Mark = {
  rect: Rect;
  style: MarkStyle;
  /** A cross through it: nothing is there. */
  crossed: boolean;
  /** For a misplaced part: where it belongs. */
  belongs?: Rect;
  /** `{label}` stands for the part's name, cut to the room there is. */
  wordings: readonly string[];
  label: string;
  /** Its tag may not be left out. */
  important: boolean;
};

/** Bounds the work on a photo full of detections; the list below the photo still counts all of them. */
const MAX_MARKS = 1000;
const MAX_OTHERS = 30;

/** Everything to draw on the photo, what matters most first. */
export function listMarks(content: MarkUp, width: number, height: number): Mark[] {
  const toRect = (box: Box): Rect => toPixels(box, width, height);
  const confidence = confidencesOf(content.detections);
  const marks = STATES_BY_WEIGHT.flatMap((state) =>
    content.findings
      .filter((finding) => finding.state === state)
      .flatMap((finding) => [
        ...absenceOf(finding, toRect),
        ...finding.boxes.map((box) => seenMark(finding, box, toRect, confidence(finding.label, box))),
      ]),
  );
  const drawn = new Set(content.findings.flatMap((f) => f.boxes.map((box) => keyOf(f.label, box))));
  const others = content.detections
    .filter((d) => d.box && !drawn.has(keyOf(d.label, d.box)))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MAX_OTHERS)
    .flatMap((d) => (d.box ? [otherMark(d, toRect(d.box))] : []));
  return [...marks, ...others].slice(0, MAX_MARKS);
}

/** The empty place of a missing part, if the recipe says where it belongs. */
function absenceOf(finding: Finding, toRect: (box: Box) => Rect): Mark[] {
  if (finding.state !== "missing" || !finding.place) return [];
  const count = finding.expected === 1 ? "" : `, seen ${finding.seen} of ${expectedText(finding)}`;
  return [
    {
      rect: toRect(finding.place),
      style: STATE_STYLES.missing,
      crossed: finding.boxes.length === 0,
      wordings: [`✕ {label} missing${count}`, "✕ {label} missing", "✕ missing", "✕"],
      label: finding.name ?? finding.label,
      important: true,
    },
  ];
}

/** What was seen of a missing part is there all the same, and is drawn as such; a wrong text is wrong where it is. */
function seenMark(finding: Finding, box: Box, toRect: (box: Box) => Rect, confidence?: number): Mark {
  const state: FindingState = finding.state === "missing" && !finding.text ? "present" : finding.state;
  const { symbol } = STATE_STYLES[state];
  const sure = confidenceText(confidence ?? finding.confidence);
  const word = state === "extra" || state === "misplaced" ? ` ${state}` : "";
  return {
    rect: toRect(box),
    style: STATE_STYLES[state],
    crossed: false,
    ...(state === "misplaced" && finding.place ? { belongs: toRect(finding.place) } : {}),
    wordings: [
      `${symbol} {label}${word}${sure}`,
      ...(word ? [`${symbol} {label}${sure}`] : []),
      `${symbol}${sure}`,
      symbol,
    ],
    label: finding.text ? readAt(finding, box) : (finding.name ?? finding.label),
    important: state !== "present",
  };
}

/** What was read in just this box; `nothing` where the box is an area without a readable line. */
function readAt({ text }: Finding, box: Box): string {
  const lines = (text?.lines ?? []).filter((line) => keyOf("", line.box) === keyOf("", box));
  return readText({ text: { expected: "", lines } });
}

function otherMark(detection: Detection, rect: Rect): Mark {
  return {
    rect,
    style: OTHER_STYLE,
    crossed: false,
    wordings: [`{label}${confidenceText(detection.confidence)}`],
    label: detection.label,
    important: false,
  };
}

/** Rounded down: 0.996 must not read as certain. */
export function confidenceText(confidence: number | undefined): string {
  return confidence === undefined ? "" : ` ${(Math.floor(confidence * 100 + 1e-6) / 100).toFixed(2)}`;
}

/** Findings carry boxes, detections their confidence; the two are matched by label and box. */
function confidencesOf(detections: readonly Detection[]): (label: string, box: Box) => number | undefined {
  const known = new Map(detections.flatMap((d) => (d.box ? [[keyOf(d.label, d.box), d.confidence]] : [])));
  return (label, box) => known.get(keyOf(label, box));
}

function keyOf(label: string, { left, top, width, height }: Box): string {
  return JSON.stringify([label, left, top, width, height]);
}

/** Clipped to the photo, and never so small that its outline has no inside. */
function toPixels(box: Box, width: number, height: number): Rect {
  const left = Math.min(width - 1, Math.max(0, box.left * width));
  const top = Math.min(height - 1, Math.max(0, box.top * height));
  return {
    left,
    top,
    right: Math.min(width, Math.max(left + 1, (box.left + box.width) * width)),
    bottom: Math.min(height, Math.max(top + 1, (box.top + box.height) * height)),
  };
}
