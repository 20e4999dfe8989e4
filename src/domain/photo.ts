/** Formats a camera may hand in. */
export type PhotoFormat = "jpeg" | "png" | "webp" | "tiff";

/**
 * A photo decoded once and shared by every later step: upright (EXIF orientation applied), 8-bit sRGB,
 * `pixels.length === width × height × 3`, row by row, R G B.
 */
export type DecodedPhoto = {
  width: number;
  height: number;
  pixels: Uint8Array;
  format: PhotoFormat;
};
