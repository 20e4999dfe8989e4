/** Sizes of everything drawn on one photo, in pixels. */
export type MarkScale = { fontPx: number; linePx: number; casingPx: number; padPx: number; rowPx: number };

/** Below this letters are no longer readable; details are left out instead of drawn smaller. */
const MIN_FONT_PX = 12;

/**
 * Marks grow with the photo, so that a 10,000 px photo shown on a screen reads like a 600 px one. A long, thin
 * photo is bound by its short side.
 */
export function scaleFor(width: number, height: number): MarkScale {
  const wanted = Math.min(Math.sqrt(width * height) / 48, width / 26, height / 12);
  const fontPx = Math.max(MIN_FONT_PX, Math.round(wanted));
  const linePx = Math.max(2, Math.round(fontPx / 7));
  return {
    fontPx,
    linePx,
    casingPx: Math.max(1, Math.round(linePx / 3)),
    padPx: Math.max(3, Math.round(fontPx * 0.3)),
    rowPx: Math.round(fontPx * 1.6),
  };
}
