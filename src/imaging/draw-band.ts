import { type Canvas, fillRect } from "./canvas.ts";
import { CAP_HEIGHT, drawText } from "./draw-text.ts";
import type { PlacedItem } from "./flow-layout.ts";
import type { MarkScale } from "./mark-scale.ts";
import { BAND, FAINT_PAPER, PAPER } from "./mark-style.ts";

/** Fills a band above or below the photo and sets its rows, the first one `topPx` below its upper edge. */
export function drawBand(band: Canvas, placed: readonly PlacedItem[], topPx: number, scale: MarkScale): void {
  const { fontPx, padPx, rowPx } = scale;
  fillRect(band, { left: 0, top: 0, right: band.width, bottom: band.height }, BAND);
  for (const { item, text, x, chipWidth, row } of placed) {
    const middle = topPx + row * rowPx + rowPx / 2;
    const baseline = Math.round(middle + (fontPx * CAP_HEIGHT) / 2);
    if (item.chip) {
      const half = Math.floor(rowPx * 0.42);
      fillRect(
        band,
        { left: x, right: x + chipWidth, top: middle - half, bottom: middle + half },
        item.chip.color,
      );
      drawText(band, item.chip.text, x + padPx, baseline, fontPx, item.chip.ink);
    }
    const textX = x + (chipWidth > 0 ? chipWidth + padPx : 0);
    drawText(band, text, textX, baseline, fontPx, item.faint ? FAINT_PAPER : PAPER);
  }
}
