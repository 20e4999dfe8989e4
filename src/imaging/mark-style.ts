import type { FindingState, Verdict } from "../domain/inspection.ts";
import type { Rgb } from "./canvas.ts";

/** Lengths drawn and left out in turn, in line widths; empty for a line without gaps. */
type DashPattern = readonly number[];

/** Color, line and sign each tell the states apart on their own; nobody has to see the color. */
export type MarkStyle = {
  color: Rgb;
  /** Text on the color, and the casing that keeps its lines visible on a photo of any shade. */
  ink: Rgb;
  symbol: string;
  dash: DashPattern;
  double: boolean;
};

// The colors of Okabe and Ito, "Color Universal Design" (2008), chosen to differ for every kind of color vision.
const GREEN: Rgb = [0, 158, 115];
// Darker than theirs (213, 94, 0), to carry white: what is wrong stands out by light and dark too, and to an eye
// that sees no red, black on vermilion would be black on brown.
const VERMILION: Rgb = [190, 75, 0];
const PURPLE: Rgb = [204, 121, 167];
const SKY: Rgb = [86, 180, 233];
const YELLOW: Rgb = [240, 228, 66];
const GRAY: Rgb = [190, 190, 190];

/** Readable on each of the colors above but vermilion, which takes paper; the contrast is 5 to 1 or better. */
const INK: Rgb = [16, 16, 16];
export const PAPER: Rgb = [255, 255, 255];
export const FAINT_PAPER: Rgb = [205, 205, 205];
export const BAND: Rgb = [32, 32, 32];

export const STATE_STYLES: Readonly<Record<FindingState, MarkStyle>> = {
  present: { color: GREEN, ink: INK, symbol: "✓", dash: [], double: false },
  missing: { color: VERMILION, ink: PAPER, symbol: "✕", dash: [4, 3], double: false },
  extra: { color: PURPLE, ink: INK, symbol: "+", dash: [], double: true },
  misplaced: { color: SKY, ink: INK, symbol: "→", dash: [6, 2, 1, 2], double: false },
  uncertain: { color: YELLOW, ink: INK, symbol: "?", dash: [1.5, 1.5], double: false },
};

/** What was seen, but no part of the recipe asks for. */
export const OTHER_STYLE: MarkStyle = { color: GRAY, ink: INK, symbol: "·", dash: [1, 3], double: false };

export const VERDICT_STYLES: Readonly<Record<Verdict, Pick<MarkStyle, "color" | "ink" | "symbol">>> = {
  pass: { color: GREEN, ink: INK, symbol: "✓" },
  fail: { color: VERMILION, ink: PAPER, symbol: "✕" },
  review: { color: YELLOW, ink: INK, symbol: "?" },
  rejected: { color: GRAY, ink: INK, symbol: "!" },
};

/** What an eye must not miss comes first: in lists, and when tags compete for room. */
export const STATES_BY_WEIGHT: readonly FindingState[] = [
  "missing",
  "misplaced",
  "extra",
  "uncertain",
  "present",
];
