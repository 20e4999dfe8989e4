import type { DecodedPhoto } from "../domain/photo.ts";
import { checkPhoto, DEFAULT_PHOTO_LIMITS, type PhotoLimits, readingFailed } from "./check-photo.ts";
import { sharp } from "./sharp-for-server.ts";

export { DEFAULT_PHOTO_LIMITS, type PhotoLimits } from "./check-photo.ts";

/** Whatever shows through is shown on white, as nearly every viewer does. */
const BEHIND_TRANSPARENCY = "#ffffff";

/** A file can be made to decode for hours within the pixel limit (a JPEG of thousands of scans). */
const TIMEOUT_SECONDS = 60;

/**
 * A photo file as pixels, the same for every later step: upright, 8-bit sRGB, no alpha; 16-bit, gray, palette,
 * CMYK and foreign color profiles are converted, of several pages or frames the first counts.
 * Runs on libuv's threads; the event loop stays free.
 *
 * @throws UnusablePhotoError `empty`, `too-many-bytes`, `not-an-image`, `unsupported-format`, `too-many-pixels`,
 *   `too-small`, `extreme-aspect`, or `corrupt` where any part of the pixels is missing
 * @throws PartproofError `overloaded` if memory ran out: a later try may succeed
 */
export async function decodePhoto(
  bytes: Uint8Array,
  limits: PhotoLimits = DEFAULT_PHOTO_LIMITS,
): Promise<DecodedPhoto> {
  const { format } = await checkPhoto(bytes, limits);
  try {
    // `error` refuses what is cut off or unreadable. `warning` would also refuse whole photos over a stray tag.
    const { data, info } = await sharp(bytes, {
      failOn: "error",
      limitInputPixels: false,
      sequentialRead: true,
      autoOrient: true,
    })
      .flatten({ background: BEHIND_TRANSPARENCY })
      .toColourspace("srgb")
      .removeAlpha()
      .raw({ depth: "uchar" })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .toBuffer({ resolveWithObject: true });
    if (info.channels === 3) return { width: info.width, height: info.height, pixels: data, format };
  } catch (cause) {
    throw readingFailed(format, cause);
  }
  throw readingFailed(format);
}
