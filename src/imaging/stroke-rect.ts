import { type Canvas, fillRect, type Rect } from "./canvas.ts";
import type { MarkScale } from "./mark-scale.ts";
import type { MarkStyle } from "./mark-style.ts";

/**
 * Outlines a rectangle in a state's color and line style. The line has a casing on both sides, so that it shows
 * on a white table as on a black board. It lies outside the rectangle where the photo leaves room: the
 * part itself stays visible.
 */
export function strokeRect(canvas: Canvas, rect: Rect, style: MarkStyle, scale: MarkScale): void {
  const outer = outlineOf(canvas, rect, scale);
  if (!style.double) {
    strokeOutline(canvas, outer, scale.linePx, style, scale);
    return;
  }
  const thin = Math.max(1, Math.round(scale.linePx * 0.7));
  const step = thin + scale.casingPx + Math.max(1, Math.round(scale.linePx * 0.8));
  const inner = inset(outer, step);
  strokeOutline(canvas, outer, thin, style, scale);
  if (inner.right - inner.left > 2 * step) strokeOutline(canvas, inner, thin, style, scale);
}

/** The outer edge of the line around `rect`, kept inside the canvas, casing included. */
export function outlineOf(canvas: Canvas, rect: Rect, scale: MarkScale): Rect {
  const { linePx, casingPx } = scale;
  return {
    left: Math.max(casingPx, Math.floor(rect.left) - linePx),
    top: Math.max(casingPx, Math.floor(rect.top) - linePx),
    right: Math.min(canvas.width - casingPx, Math.ceil(rect.right) + linePx),
    bottom: Math.min(canvas.height - casingPx, Math.ceil(rect.bottom) + linePx),
  };
}

function strokeOutline(
  canvas: Canvas,
  outer: Rect,
  linePx: number,
  style: MarkStyle,
  { casingPx }: MarkScale,
): void {
  const { left, top, right, bottom } = outer;
  const dashes = [
    ...dashesAlong(left, right, linePx, style).flatMap(([start, end]) => [
      { left: start, right: end, top, bottom: top + linePx },
      { left: start, right: end, top: bottom - linePx, bottom },
    ]),
    ...dashesAlong(top, bottom, linePx, style).flatMap(([start, end]) => [
      { top: start, bottom: end, left, right: left + linePx },
      { top: start, bottom: end, left: right - linePx, right },
    ]),
  ];
  for (const dash of dashes) fillRect(canvas, inset(dash, -casingPx), style.ink);
  for (const dash of dashes) fillRect(canvas, dash, style.color);
}

/** Where a side is drawn. Both ends always are, so that corners stay corners; gaps stretch to come out even. */
function dashesAlong(from: number, to: number, linePx: number, { dash }: MarkStyle): [number, number][] {
  const lengths = dash.map((length) => length * linePx);
  const period = lengths.reduce((sum, length) => sum + length, 0);
  const first = lengths[0] ?? 0;
  const repeats = period > 0 ? Math.round((to - from - first) / period) : 0;
  if (repeats < 1) return [[from, to]];
  const stretch = (to - from - first) / (repeats * period);
  const dashes: [number, number][] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    let at = from + repeat * period * stretch;
    for (const [index, length] of lengths.entries()) {
      const isDrawn = index % 2 === 0;
      if (isDrawn) dashes.push([Math.round(at), Math.round(at + (index === 0 ? first : length))]);
      at += length * stretch;
    }
  }
  dashes.push([to - Math.round(first), to]);
  return dashes;
}

function inset({ left, top, right, bottom }: Rect, by: number): Rect {
  return { left: left + by, top: top + by, right: right - by, bottom: bottom - by };
}
