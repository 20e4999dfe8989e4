import sharp from "sharp";
import type { Box } from "../../domain/detection.ts";
import type { DecodedPhoto } from "../../domain/photo.ts";

/**
 * The part of a photo where text is looked for, at the size the models look at it. RGB, 8 bit, row by row; width and
 * height are multiples of 32. Its content fills `contentWidth` × `contentHeight` from (`margin`, `margin`) on, what is
 * around repeats its edge: text that touches the edge is not found.
 */
export type TextCrop = {
  pixels: Uint8Array;
  width: number;
  height: number;
  margin: number;
  contentWidth: number;
  contentHeight: number;
  /** What was cut out, in fractions of the photo. */
  area: Box;
};

const GRID = 32;
const MARGIN = 16;
/** Small areas are enlarged, large ones made smaller. */
const LEAST_LONG_SIDE = 640;
const MOST_LONG_SIDE = 960;

/** Cuts the area out, widened to whole pixels. Runs on libuv's threads. */
export async function cropForText(photo: DecodedPhoto, area: Box): Promise<TextCrop> {
  const left = Math.min(photo.width - 1, Math.floor(area.left * photo.width));
  const top = Math.min(photo.height - 1, Math.floor(area.top * photo.height));
  const width = Math.max(1, Math.min(photo.width, Math.ceil((area.left + area.width) * photo.width)) - left);
  const height = Math.max(
    1,
    Math.min(photo.height, Math.ceil((area.top + area.height) * photo.height)) - top,
  );
  const longSide = Math.max(width, height);
  const scale = Math.min(MOST_LONG_SIDE, Math.max(LEAST_LONG_SIDE, longSide)) / longSide;
  const contentWidth = Math.max(1, Math.round(width * scale));
  const contentHeight = Math.max(1, Math.round(height * scale));
  const right = roundUp(contentWidth + 2 * MARGIN) - MARGIN - contentWidth;
  const bottom = roundUp(contentHeight + 2 * MARGIN) - MARGIN - contentHeight;
  const pixels = await sharp(photo.pixels, { raw: { width: photo.width, height: photo.height, channels: 3 } })
    .extract({ left, top, width, height })
    // Sharper kernels enlarge the noise with the letters: of worn labels a third fewer were read.
    .resize(contentWidth, contentHeight, { fit: "fill", kernel: "linear" })
    .extend({ left: MARGIN, top: MARGIN, right, bottom, extendWith: "copy" })
    .raw()
    .toBuffer();
  return {
    pixels,
    width: MARGIN + contentWidth + right,
    height: MARGIN + contentHeight + bottom,
    margin: MARGIN,
    contentWidth,
    contentHeight,
    area: {
      left: left / photo.width,
      top: top / photo.height,
      width: width / photo.width,
      height: height / photo.height,
    },
  };
}

function roundUp(value: number): number {
  return Math.ceil(value / GRID) * GRID;
}
