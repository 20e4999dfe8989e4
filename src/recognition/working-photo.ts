import sharp from "sharp";
import type { DecodedPhoto } from "../domain/photo.ts";

/**
 * A photo at the size a model looks at it. `width` and `height` are multiples of 32, so that the maps of all
 * strides fit over each other; the photo itself fills the top left `contentWidth` × `contentHeight` pixels,
 * the rest repeats its edge. RGB, 8 bit, row by row.
 */
export type WorkingPhoto = {
  pixels: Uint8Array;
  width: number;
  height: number;
  contentWidth: number;
  contentHeight: number;
};

const GRID = 32;

/** Scales so that the long side has `longSide` pixels, keeping the aspect. A photo that has the size is not copied. */
export async function toWorkingPhoto(photo: DecodedPhoto, longSide: number): Promise<WorkingPhoto> {
  const scale = longSide / Math.max(photo.width, photo.height);
  const contentWidth = Math.max(1, Math.round(photo.width * scale));
  const contentHeight = Math.max(1, Math.round(photo.height * scale));
  const width = Math.ceil(contentWidth / GRID) * GRID;
  const height = Math.ceil(contentHeight / GRID) * GRID;
  if (width === photo.width && height === photo.height)
    return { pixels: photo.pixels, width, height, contentWidth, contentHeight };
  const pixels = await sharp(photo.pixels, { raw: { width: photo.width, height: photo.height, channels: 3 } })
    .resize(contentWidth, contentHeight, { fit: "fill", kernel: "cubic" })
    .extend({ right: width - contentWidth, bottom: height - contentHeight, extendWith: "copy" })
    .raw()
    .toBuffer();
  return { pixels, width, height, contentWidth, contentHeight };
}

/** Squeezed to `side` × `side`, aspect not kept, as the general detector was trained. */
export async function toSquarePhoto(photo: DecodedPhoto, side: number): Promise<WorkingPhoto> {
  const pixels = await sharp(photo.pixels, { raw: { width: photo.width, height: photo.height, channels: 3 } })
    .resize(side, side, { fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
  return { pixels, width: side, height: side, contentWidth: side, contentHeight: side };
}
