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
export async function thumbnail(bytes: Uint8Array, widthPx: number): Promise<Uint8Array> {
  const { format } = await checkPhoto(bytes, LIMITS);
  const width = Math.min(4096, Math.max(1, Math.round(widthPx)));
  try {
    return await sharp(bytes, { failOn: "error", limitInputPixels: false, autoOrient: true })
      .resize({ width, withoutEnlargement: true })
      .webp({ quality: QUALITY, effort: 2 })
      .toBuffer();
  } catch (cause) {
    throw readingFailed(format, cause);
  }
}
