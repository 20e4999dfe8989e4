import type { Box } from "../../domain/detection.ts";
import type { DecodedPhoto } from "../../domain/photo.ts";
import { sharp } from "../../imaging/sharp-for-server.ts";

/** What an operation takes as bytes in the call; through S3 it would be 15 MB, but a copy there would be one more. */
export type ImageLimits = {
  maxBytes: number;
  minSidePx: number;
  maxSidePx: number;
  /** Longer side over shorter side. */
  maxAspect: number;
};

/** DetectLabels and DetectText. The service states no aspect for them; the widest that we know to be taken. */
export const LABELS_LIMITS: ImageLimits = {
  maxBytes: 5 * 1024 * 1024,
  minSidePx: 80,
  maxSidePx: 10_000,
  maxAspect: 20,
};
/** DetectCustomLabels. */
export const CUSTOM_LABELS_LIMITS: ImageLimits = {
  maxBytes: 4 * 1024 * 1024,
  minSidePx: 64,
  maxSidePx: 4_096,
  maxAspect: 20,
};

export type RekognitionImage = {
  jpeg: Uint8Array;
  /** A box as the service gave it, in fractions of the photo; undefined where it lies outside of what was asked. */
  toPhoto(box: ServiceBox): Box | undefined;
};

/** In fractions of the image that was sent; may reach over its edge, as those of the service do. */
export type ServiceBox = {
  Left?: number | undefined;
  Top?: number | undefined;
  Width?: number | undefined;
  Height?: number | undefined;
};

/** Nearly as it was; colors are kept at full resolution, because small parts differ by color. */
const JPEG = { quality: 92, chromaSubsampling: "4:4:4" } as const;

type Rect = { left: number; top: number; width: number; height: number };

const WHOLE: Box = { left: 0, top: 0, width: 1, height: 1 };

/**
 * The photo, or an area of it, as a JPEG that the service takes: scaled down where it has too many pixels or bytes,
 * its edge continued where it is too small or too narrow. Pixels inside of `area` only.
 */
export async function toRekognitionImage(
  photo: DecodedPhoto,
  limits: ImageLimits,
  area: Box = WHOLE,
): Promise<RekognitionImage> {
  const rect = pixelsOf(photo, area);
  let scale = Math.min(1, limits.maxSidePx / Math.max(rect.width, rect.height));
  let drawn = await draw(photo, rect, scale, limits);
  while (drawn.jpeg.length > limits.maxBytes) {
    // Bytes grow about as pixels do. A little less, so that it seldom takes a third round.
    scale *= 0.95 * Math.sqrt(limits.maxBytes / drawn.jpeg.length);
    drawn = await draw(photo, rect, scale, limits);
  }
  return { jpeg: drawn.jpeg, toPhoto: mapBack(photo, rect, drawn) };
}

async function draw(photo: DecodedPhoto, rect: Rect, scale: number, limits: ImageLimits) {
  const content = { width: scaled(rect.width, scale), height: scaled(rect.height, scale) };
  const longer = Math.max(content.width, content.height);
  const shortest = Math.max(limits.minSidePx, Math.ceil(longer / limits.maxAspect));
  const padX = Math.max(0, shortest - content.width);
  const padY = Math.max(0, shortest - content.height);
  const left = Math.floor(padX / 2);
  const top = Math.floor(padY / 2);
  const { width, height, pixels } = photo;
  // In two passes: in one, sharp would extend before it resizes.
  const resized = await sharp(pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .extract(rect)
    .resize({ ...content, fit: "fill" })
    .raw()
    .toBuffer();
  const jpeg = await sharp(resized, { raw: { ...content, channels: 3 }, limitInputPixels: false })
    .extend({ left, right: padX - left, top, bottom: padY - top, extendWith: "copy" })
    .jpeg(JPEG)
    .toBuffer();
  return {
    jpeg,
    sent: { width: content.width + padX, height: content.height + padY },
    content: { left, top, ...content },
  };
}

/** Whole pixels inside of the area, at least one. */
function pixelsOf(photo: DecodedPhoto, area: Box): Rect {
  const [left, width] = span(area.left, area.width, photo.width);
  const [top, height] = span(area.top, area.height, photo.height);
  return { left, top, width, height };
}

/** Rounding errors of fractions must not cost a pixel. */
const NEARLY = 1e-6;

function span(from: number, length: number, size: number): [start: number, pixels: number] {
  const start = Math.min(size - 1, Math.ceil(from * size - NEARLY));
  const end = Math.min(size, Math.floor((from + length) * size + NEARLY));
  return [start, Math.max(1, end - start)];
}

function scaled(px: number, scale: number): number {
  return Math.max(1, Math.round(px * scale));
}

function mapBack(
  photo: DecodedPhoto,
  rect: Rect,
  { sent, content }: { sent: { width: number; height: number }; content: Rect },
): RekognitionImage["toPhoto"] {
  return ({ Left = 0, Top = 0, Width = 0, Height = 0 }) => {
    const x = place(Left * sent.width, Width * sent.width, content.left, content.width);
    const y = place(Top * sent.height, Height * sent.height, content.top, content.height);
    if (!x || !y) return undefined;
    return {
      left: (rect.left + x.from * rect.width) / photo.width,
      top: (rect.top + y.from * rect.height) / photo.height,
      width: (x.length * rect.width) / photo.width,
      height: (y.length * rect.height) / photo.height,
    };
  };
}

/** One axis of a box, in fractions of the content, clipped to it. */
function place(from: number, length: number, start: number, size: number) {
  const low = Math.max(0, (from - start) / size);
  const high = Math.min(1, (from + length - start) / size);
  return high > low ? { from: low, length: high - low } : undefined;
}
