import type { Rgb } from "./canvas.ts";
import { fitText, fitTextMiddle, measureText } from "./draw-text.ts";
import type { MarkScale } from "./mark-scale.ts";

/** One piece of a band: a text, after a chip (a filled block with a sign or a word in it) if it has one. */
export type BandItem = {
  text: string;
  chip?: { text: string; color: Rgb; ink: Rgb };
  /** Which part of a text that is too long is cut out. */
  cut: "end" | "middle";
  faint?: boolean;
};

export type PlacedItem = { item: BandItem; text: string; x: number; chipWidth: number; row: number };

/**
 * Sets items in rows from the left, cutting those longer than a row.
 * @returns the rows, and how many items at the end had none
 */
export function flowLayout(
  items: readonly BandItem[],
  widthPx: number,
  maxRows: number,
  { fontPx, padPx }: MarkScale,
): { placed: PlacedItem[]; rows: number; left: number } {
  const gap = fontPx;
  const room = widthPx - 2 * padPx;
  const placed: PlacedItem[] = [];
  let x = padPx;
  let row = 0;
  for (const item of items) {
    const chipWidth = item.chip ? measureText(item.chip.text, fontPx) + 2 * padPx : 0;
    const before = chipWidth > 0 && item.text !== "" ? chipWidth + padPx : chipWidth;
    const shorten = item.cut === "middle" ? fitTextMiddle : fitText;
    const text = shorten(item.text, fontPx, room - before);
    const width = before + measureText(text, fontPx);
    if (width === 0 || width > room) continue;
    if (x > padPx && x + width > padPx + room) {
      row++;
      x = padPx;
    }
    if (row >= maxRows) return { placed, rows: maxRows, left: items.length - items.indexOf(item) };
    placed.push({ item, text, x, chipWidth, row });
    x += width + gap;
  }
  return { placed, rows: placed.length === 0 ? 0 : row + 1, left: 0 };
}
