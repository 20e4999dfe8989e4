import { PartproofError, UnusablePhotoError } from "../domain/errors.ts";
import type { PhotoFormat } from "../domain/photo.ts";
import { sharp } from "./sharp-for-server.ts";
import { sniffFormat } from "./sniff-format.ts";

export type PhotoLimits = {
  /** Size of the file. */
  maxBytes: number;
  /** Width × height. A decoded photo takes 3 bytes a pixel, and its marked-up copy as much again. */
  maxPixels: number;
  /** Longer side over shorter side. */
  maxAspect: number;
  /** Shorter side, in pixels. */
  minSidePx: number;
};

/** 100 megapixels are 300 MB decoded: above any industrial camera, and two at a time fit into 2 GB. */
export const DEFAULT_PHOTO_LIMITS: PhotoLimits = {
  maxBytes: 30 * 1024 * 1024,
  maxPixels: 100_000_000,
  maxAspect: 20,
  minSidePx: 80,
};

/**
 * Whether a file may be decoded at all, from its first bytes and its header alone: milliseconds and no pixels,
 * however large the image says it is.
 * @returns the format and the size as stored, before any EXIF rotation
 * @throws UnusablePhotoError with the reason; PartproofError `overloaded` if memory ran out
 */
export async function checkPhoto(
  bytes: Uint8Array,
  limits: PhotoLimits,
): Promise<{ format: PhotoFormat; width: number; height: number }> {
  if (bytes.length === 0) {
    refuse("empty", "Expected a photo; the file has 0 bytes. Check that the camera finished writing it.");
  }
  if (bytes.length > limits.maxBytes) {
    const [came, most] = [megabytes(bytes.length), megabytes(limits.maxBytes)];
    refuse("too-many-bytes", `Expected at most ${most}; the file has ${came}. Save it smaller, as JPEG.`);
  }
  const format = photoFormatOf(bytes);
  const { width, height } = await readHeader(bytes, format);
  const came = `the photo is ${width} × ${height} px`;
  if (width * height > limits.maxPixels) {
    const most = `${Math.round(limits.maxPixels / 1e6)} megapixels`;
    refuse("too-many-pixels", `Expected at most ${most}; ${came}. Lower the camera's resolution.`);
  }
  if (Math.min(width, height) < limits.minSidePx) {
    refuse("too-small", `Expected at least ${limits.minSidePx} px a side; ${came}. Hand in the full photo.`);
  }
  if (Math.max(width, height) > limits.maxAspect * Math.min(width, height)) {
    const most = `at most ${limits.maxAspect} times as long as wide`;
    refuse("extreme-aspect", `Expected ${most}; ${came}. Crop it, or hand it in as several photos.`);
  }
  return { format, width, height };
}

function photoFormatOf(bytes: Uint8Array): PhotoFormat {
  const sniffed = sniffFormat(bytes);
  if (sniffed.kind === "photo") return sniffed.format;
  const expected = "Expected a JPEG, PNG, WebP or TIFF photo";
  if (sniffed.kind === "other-image") {
    refuse("unsupported-format", `${expected}; the content is ${sniffed.name}. Set the camera to JPEG.`);
  }
  refuse(
    "not-an-image",
    `${expected}; the content is a ${sniffed.name}, whatever its name says. Hand in the photo itself.`,
  );
}

async function readHeader(bytes: Uint8Array, format: PhotoFormat) {
  try {
    // Our own pixel limit is checked next; sharp's would come as an error without the size in it.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width > 0 && height > 0) return { width, height };
  } catch (cause) {
    throw readingFailed(format, cause);
  }
  throw readingFailed(format);
}

/**
 * What a failure to read a photo means: the file is damaged, which is final, unless the machine ran out of
 * memory over it, which is not the photo's fault and may pass.
 */
export function readingFailed(format: PhotoFormat, cause?: unknown): UnusablePhotoError | PartproofError {
  if (cause instanceof Error && /out of memory|unable to allocate|cannot allocate/i.test(cause.message)) {
    return new PartproofError(
      "overloaded",
      "Expected enough free memory to decode a photo; there was not. Inspect fewer at once, or add memory.",
      { cause },
    );
  }
  return new UnusablePhotoError(
    "corrupt",
    `Expected a whole ${format.toUpperCase()}; the file is cut off or damaged. Hand it in again from the camera.`,
    { cause },
  );
}

function refuse(...fault: ConstructorParameters<typeof UnusablePhotoError>): never {
  throw new UnusablePhotoError(...fault);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}
