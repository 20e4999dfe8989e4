import { type Canvas, fillRect } from "./canvas.ts";
import { drawBand } from "./draw-band.ts";
import { CAP_HEIGHT, drawText, fitText, measureText } from "./draw-text.ts";
import { type BandItem, flowLayout } from "./flow-layout.ts";
import type { MarkScale } from "./mark-scale.ts";
import { PAPER, VERDICT_STYLES } from "./mark-style.ts";
import type { MarkUp } from "./mark-up-content.ts";

/** A band to be added to the photo: how high it is, and how it is drawn once its pixels exist. */
export type Band = { heightPx: number; draw: (band: Canvas) => void };

/** Further rows of small print are left out: recipe, serial and time come first. */
const MAX_DETAIL_ROWS = 4;
/** A title with less room than this, in font sizes, says nothing. */
const MIN_TITLE_EMS = 5;

/**
 * The band above the photo: the verdict as word, sign and color, the recipe's title, and what an auditor asks
 * first. Its height is a multiple of 16, so that the photo's JPEG blocks fall where they do without it.
 */
export function bannerOf(content: MarkUp, width: number, scale: MarkScale): Band {
  const { padPx, rowPx } = scale;
  const headPx = Math.round(rowPx * 1.5);
  const { placed, rows } = flowLayout(detailsOf(content), width, MAX_DETAIL_ROWS, scale);
  const heightPx = Math.ceil((headPx + rows * rowPx + 2 * padPx) / 16) * 16;
  const { color } = VERDICT_STYLES[content.verdict];
  return {
    heightPx,
    draw: (band) => {
      drawBand(band, placed, headPx + padPx, scale);
      drawHead(band, content, headPx, scale);
      // A stripe in the verdict's color shows even on a thumbnail.
      fillRect(band, { left: 0, right: width, top: heightPx - padPx, bottom: heightPx }, color);
    },
  };
}

function drawHead(band: Canvas, { verdict, title }: MarkUp, headPx: number, scale: MarkScale): void {
  const { symbol, color, ink } = VERDICT_STYLES[verdict];
  const sizePx = Math.round(scale.fontPx * 1.4);
  const baseline = Math.round((headPx + sizePx * CAP_HEIGHT) / 2);
  const word = fitText(`${symbol} ${verdict.toUpperCase()}`, sizePx, band.width - 2 * scale.padPx) || symbol;
  const chipWidth = measureText(word, sizePx) + 2 * scale.padPx;
  fillRect(band, { left: 0, right: chipWidth, top: 0, bottom: headPx }, color);
  drawText(band, word, scale.padPx, baseline, sizePx, ink);
  const titleX = chipWidth + scale.fontPx * 0.6;
  const room = band.width - titleX - scale.padPx;
  if (room < MIN_TITLE_EMS * scale.fontPx) return;
  drawText(band, fitText(title, scale.fontPx, room), titleX, baseline, scale.fontPx, PAPER);
}

function detailsOf({ recipe, serial, at, line, inspectionId }: MarkUp): BandItem[] {
  const detail = (text: string): BandItem => ({ text, cut: "middle", faint: true });
  return [
    { text: `${recipe.id}@${recipe.version}`, cut: "middle" },
    ...(serial === undefined ? [] : [{ text: `serial ${serial}`, cut: "middle" } as const]),
    { text: readableTime(at), cut: "end", faint: true },
    ...(line === undefined ? [] : [detail(`line ${line}`)]),
    detail(`id ${inspectionId}`),
  ];
}

/** Always in UTC: the photo may be looked at anywhere. */
function readableTime(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime())
    ? at
    : time
        .toISOString()
        .replace("T", " ")
        .replace(/\.\d+Z$/, " UTC");
}
