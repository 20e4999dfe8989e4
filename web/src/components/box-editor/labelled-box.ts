/** Left, top, width and height in fractions of the photo, 0 to 1. */
export type Box = { left: number; top: number; width: number; height: number };

/** A box with its name. `id` is the drawing's own and means nothing outside it. */
export type LabelledBox = { id: string; label: string; box: Box };

type Rectangle = { x: number; y: number; w: number; h: number };

/** In pixels of a photo, as the drawing library has it. */
export function toPixels(
  { left, top, width, height }: Box,
  photo: { width: number; height: number },
): Rectangle {
  return {
    x: left * photo.width,
    y: top * photo.height,
    w: width * photo.width,
    h: height * photo.height,
  };
}

/** In fractions of the photo, cut off where it goes beyond the photo's edges. */
export function toFractions({ x, y, w, h }: Rectangle, photo: { width: number; height: number }): Box {
  return insidePhoto({
    left: x / photo.width,
    top: y / photo.height,
    width: w / photo.width,
    height: h / photo.height,
  });
}

/** The part of a box that lies on the photo, to a ten-thousandth: finer than a pixel of any camera's photo. */
export function insidePhoto({ left, top, width, height }: Box): Box {
  const start = { left: clamp(left), top: clamp(top) };
  return {
    left: round(start.left),
    top: round(start.top),
    width: round(clamp(left + width) - start.left),
    height: round(clamp(top + height) - start.top),
  };
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

function round(fraction: number): number {
  return Math.round(fraction * 10_000) / 10_000;
}
