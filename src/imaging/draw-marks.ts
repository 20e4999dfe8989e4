import { type Canvas, drawLine, fillRect, type Rect } from "./canvas.ts";
import { drawText } from "./draw-text.ts";
import { listMarks, type Mark } from "./list-marks.ts";
import type { MarkScale } from "./mark-scale.ts";
import { STATE_STYLES } from "./mark-style.ts";
import type { MarkUp } from "./mark-up-content.ts";
import { placeTags, type Tag } from "./place-tags.ts";
import { outlineOf, strokeRect } from "./stroke-rect.ts";

/** Draws outlines and tags on the photo itself; the least important first, so that no missing part is covered. */
export function drawMarks(photo: Canvas, content: MarkUp, scale: MarkScale): void {
  const marks = listMarks(content, photo.width, photo.height);
  for (const mark of marks.toReversed()) drawMark(photo, mark, scale);
  for (const tag of placeTags(marks, photo.width, photo.height, scale)) drawTag(photo, tag, scale);
}

function drawMark(photo: Canvas, mark: Mark, scale: MarkScale): void {
  if (mark.belongs) {
    strokeRect(photo, mark.belongs, { ...STATE_STYLES.misplaced, dash: [2, 2] }, scale);
    drawCased(photo, centerOf(mark.rect), centerOf(mark.belongs), mark, scale);
  }
  if (mark.crossed) {
    const { left, top, right, bottom } = outlineOf(photo, mark.rect, scale);
    drawCased(photo, [left, top], [right, bottom], mark, scale);
    drawCased(photo, [left, bottom], [right, top], mark, scale);
  }
  strokeRect(photo, mark.rect, mark.style, scale);
}

function drawCased(photo: Canvas, from: Corner, to: Corner, mark: Mark, scale: MarkScale): void {
  const width = Math.max(1.5, scale.linePx * 0.6);
  drawLine(photo, from, to, width + 2 * scale.casingPx, mark.style.ink);
  drawLine(photo, from, to, width, mark.style.color);
}

function drawTag(photo: Canvas, { rect, text, mark }: Tag, { fontPx, padPx, casingPx }: MarkScale): void {
  const { left, top, right, bottom } = rect;
  fillRect(photo, rect, mark.style.ink);
  fillRect(
    photo,
    { left: left + casingPx, top: top + casingPx, right: right - casingPx, bottom: bottom - casingPx },
    mark.style.color,
  );
  drawText(photo, text, left + padPx, bottom - padPx, fontPx, mark.style.ink);
}

type Corner = readonly [x: number, y: number];

function centerOf({ left, top, right, bottom }: Rect): Corner {
  return [(left + right) / 2, (top + bottom) / 2];
}
