import sharp from "sharp";
import type { DecodedPhoto } from "../../domain/photo.ts";

export type InputSize = { width: number; height: number };

/** A photo as an exported detector wants it: RGB, 8 bit, row by row; the photo itself fills `content` (pixels). */
export type Letterbox = InputSize & {
  pixels: Uint8Array;
  content: { left: number; top: number; width: number; height: number };
};

/** What YOLO was trained to see around a photo. */
const GRAY = 114;

/**
 * Fits a photo into the input of a detector: `keep` scales it whole and centers it on gray, as YOLO is trained;
 * `stretch` fills the input, aspect not kept, as RT-DETR is trained.
 */
export async function toLetterbox(
  photo: DecodedPhoto,
  { width, height }: InputSize,
  aspect: "keep" | "stretch",
): Promise<Letterbox> {
  const scale = Math.min(width / photo.width, height / photo.height);
  const content =
    aspect === "keep"
      ? {
          width: Math.max(1, Math.round(photo.width * scale)),
          height: Math.max(1, Math.round(photo.height * scale)),
        }
      : { width, height };
  const left = Math.floor((width - content.width) / 2);
  const top = Math.floor((height - content.height) / 2);
  const pixels = await sharp(photo.pixels, { raw: { width: photo.width, height: photo.height, channels: 3 } })
    .resize(content.width, content.height, { fit: "fill", kernel: "linear" })
    .extend({
      left,
      top,
      right: width - content.width - left,
      bottom: height - content.height - top,
      background: { r: GRAY, g: GRAY, b: GRAY },
    })
    .raw()
    .toBuffer();
  return { pixels, width, height, content: { left, top, ...content } };
}

/** An input with nothing on it. */
export function blankLetterbox({ width, height }: InputSize): Letterbox {
  const pixels = new Uint8Array(width * height * 3).fill(GRAY);
  return { pixels, width, height, content: { left: 0, top: 0, width, height } };
}

/** @returns [3, height, width], 0 to 1: all red, then all green, then all blue */
export function toPlanes({ pixels, width, height }: Letterbox): Float32Array {
  const plane = width * height;
  const planes = new Float32Array(plane * 3);
  for (let at = 0; at < plane; at++)
    for (let channel = 0; channel < 3; channel++)
      planes[channel * plane + at] = (pixels[at * 3 + channel] ?? 0) / 255;
  return planes;
}
