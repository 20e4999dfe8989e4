import { blendMask, type Canvas, type Mask, type Rgb } from "./canvas.ts";
import { INTER_SEMI_BOLD } from "./font/inter-semi-bold.ts";
import { SYMBOLS } from "./font/symbols.ts";
import { rasterizeGlyph } from "./rasterize-glyph.ts";

const UNITS_PER_EM = 1000;
/** Height of a capital letter, in font sizes. */
export const CAP_HEIGHT = 0.728;

/** Shown for a character without a shape of its own: better a box than a text that silently lost something. */
const REPLACEMENT = "□";
/** Longer texts never fit anywhere; cutting them first keeps hostile ones cheap. */
const MAX_CHARACTERS = 400;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A text as the characters we can draw. Each that the font lacks (Chinese, Arabic, emoji) and each run of
 * control or direction characters becomes one visible box; white space becomes one blank.
 */
export function drawableCharacters(text: string): string[] {
  const plain = text.slice(0, MAX_CHARACTERS).normalize("NFC").replaceAll(/\s+/g, " ").trim();
  if (/^[ -~]*$/.test(plain)) return [...plain];
  const visible = plain.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu, (run) =>
    /^\u200d$/.test(run) ? run : REPLACEMENT,
  );
  return Array.from(graphemes.segment(visible), ({ segment }) =>
    outlineOf(segment) === undefined ? REPLACEMENT : segment,
  );
}

/** Width of a text, in pixels. */
export function measureText(text: string, sizePx: number): number {
  return widthOf(drawableCharacters(text), sizePx);
}

/** The text, or as much of its start as fits into `widthPx` with `…` after it; empty if not even two characters do. */
export function fitText(text: string, sizePx: number, widthPx: number): string {
  const characters = drawableCharacters(text);
  if (widthOf(characters, sizePx) <= widthPx) return characters.join("");
  return shorten(characters, sizePx, widthPx, (kept) => [...characters.slice(0, kept), "…"]);
}

/** Like {@link fitText}, but keeps both ends: the end of a serial or of `recipe@12` tells the most. */
export function fitTextMiddle(text: string, sizePx: number, widthPx: number): string {
  const characters = drawableCharacters(text);
  if (widthOf(characters, sizePx) <= widthPx) return characters.join("");
  return shorten(characters, sizePx, widthPx, (kept) => {
    const tail = Math.ceil(kept * 0.6);
    return [...characters.slice(0, kept - tail), "…", ...characters.slice(characters.length - tail)];
  });
}

/** Draws one line of text; `x` is its left end and `baseline` the foot of its letters, in pixels. */
export function drawText(
  canvas: Canvas,
  text: string,
  x: number,
  baseline: number,
  sizePx: number,
  color: Rgb,
): void {
  let at = x;
  for (const character of drawableCharacters(text)) {
    const whole = Math.floor(at);
    blendMask(canvas, maskOf(character, sizePx, at - whole), whole, Math.round(baseline), color);
    at += advanceOf(character) * sizePx;
  }
}

function shorten(
  characters: readonly string[],
  sizePx: number,
  widthPx: number,
  keep: (kept: number) => string[],
): string {
  for (let kept = characters.length - 1; kept >= 2; kept--) {
    const shorter = keep(kept);
    if (widthOf(shorter, sizePx) <= widthPx) return shorter.join("");
  }
  return "";
}

function widthOf(characters: readonly string[], sizePx: number): number {
  return characters.reduce((width, character) => width + advanceOf(character) * sizePx, 0);
}

function outlineOf(character: string): string | undefined {
  if (Object.hasOwn(SYMBOLS, character)) return SYMBOLS[character];
  return Object.hasOwn(INTER_SEMI_BOLD, character) ? INTER_SEMI_BOLD[character] : undefined;
}

function advanceOf(character: string): number {
  return Number.parseInt(outlineOf(character) ?? "0", 10) / UNITS_PER_EM;
}

const masks = new Map<string, Mask>();
let maskBytes = 0;
const MAX_MASK_BYTES = 4_000_000;

/** A glyph's mask, kept: one line's photos use the same few letters in the same few sizes. */
function maskOf(character: string, sizePx: number, shift: number): Mask {
  // Small letters are placed to a quarter of a pixel, or their spacing looks uneven; large ones need no such care.
  const quarters = sizePx < 40 ? Math.floor(shift * 4) : 0;
  const key = `${character}${sizePx}/${quarters}`;
  const known = masks.get(key);
  if (known) return known;
  const mask = rasterizeGlyph(outlineOf(character) ?? "", sizePx / UNITS_PER_EM, quarters / 4);
  maskBytes += mask.coverage.length;
  if (maskBytes > MAX_MASK_BYTES) {
    masks.clear();
    maskBytes = mask.coverage.length;
  }
  masks.set(key, mask);
  return mask;
}
