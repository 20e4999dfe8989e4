import type { Sharp } from "sharp";
import { checkPhoto, DEFAULT_PHOTO_LIMITS, readingFailed } from "./check-photo.ts";
import { sharp } from "./sharp-for-server.ts";

/** Small enough for a list of hundreds, good enough to tell widgets apart. */
const QUALITY = 75;

/** No limit on aspect or smallness: an analyzed photo carries a banner, and any stored photo may be listed. */
const LIMITS = { ...DEFAULT_PHOTO_LIMITS, maxBytes: 1e9, maxPixels: 2e8, maxAspect: 1000, minSidePx: 1 };

/**
 * A small upright WebP of a stored photo, `widthPx` wide (1 to 4096) or as wide as the photo if that is less.
 * @throws UnusablePhotoError if the bytes are no photo
 */
export function thumbnail(bytes: Uint8Array, widthPx: number): Promise<Uint8Array> {
  return small(bytes, widthPx, (image) => image.webp({ quality: QUALITY, effort: 2 }));
}

/** The same as JPEG, for what cannot show WebP, such as a PDF. @throws UnusablePhotoError */
export function smallJpeg(bytes: Uint8Array, widthPx: number): Promise<Uint8Array> {
  return small(bytes, widthPx, (image) => image.jpeg({ quality: QUALITY }));
}

async function small(
  bytes: Uint8Array,
  widthPx: number,
  encode: (image: Sharp) => Sharp,
): Promise<Uint8Array> {
  const { format } = await checkPhoto(bytes, LIMITS);
  const width = Math.min(4096, Math.max(1, Math.round(widthPx)));
  try {
    const image = sharp(bytes, { failOn: "error", limitInputPixels: false, autoOrient: true });
    return await encode(image.resize({ width, withoutEnlargement: true })).toBuffer();
  } catch (cause) {
    throw readingFailed(format, cause);
  }
}
