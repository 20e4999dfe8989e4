import { z } from "zod";
import type { Random } from "./random.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/**
 * How a photo is changed before it is learned from. The matrix takes a pixel of the view to the pixel of the
 * photo that is shown there: x' = a·x + b·y + c, y' = d·x + e·y + f. `turn` is the angle in radians away from
 * a multiple of 90°: where it is not small, an upright box around the part is not known.
 */
export type View = {
  matrix: readonly [number, number, number, number, number, number];
  turn: number;
  /** For R, G and B: what each of the 256 values becomes. */
  light: readonly [Uint8Array, Uint8Array, Uint8Array];
};

/**
 * How parts may lie. `any`: at any angle and mirrored; quarter turns, mirror images and free turns are learned too.
 * `half`: as in the photos or upside down. `none`: as in the photos.
 */
export const turnsSchema = z.enum(["any", "half", "none"]);
export type Turns = z.infer<typeof turnsSchema>;

export type AugmentationLimits = {
  turns: Turns;
  /** Largest small turn, radians. */
  tilt: number;
  /** Sizes vary from 1/zoom to zoom. */
  zoom: number;
};

/** A random view of a photo of the given size; the same numbers from `random` give the same view. */
export function drawView(photo: WorkingPhoto, limits: AugmentationLimits, random: Random): View {
  const anyAngle = limits.turns === "any";
  const quarter = anyAngle ? random.below(4) : limits.turns === "half" ? 2 * random.below(2) : 0;
  const mirror = anyAngle && random.next() < 0.5 ? -1 : 1;
  const free = anyAngle && random.next() < FREE_TURN_SHARE;
  const turn = free ? random.between(-Math.PI / 4, Math.PI / 4) : random.between(-limits.tilt, limits.tilt);
  const scale = limits.zoom ** random.between(-1, 1);
  const angle = (quarter * Math.PI) / 2 + turn;
  const cos = Math.cos(angle) / scale;
  const sin = Math.sin(angle) / scale;
  const width = photo.contentWidth;
  const height = photo.contentHeight;
  const slackX = Math.abs(photo.width - scale * (quarter % 2 ? height : width)) / 2;
  const slackY = Math.abs(photo.height - scale * (quarter % 2 ? width : height)) / 2;
  const centerX = photo.width / 2 + random.between(-slackX, slackX);
  const centerY = photo.height / 2 + random.between(-slackY, slackY);
  const [a, b, d, e] = [mirror * cos, mirror * -sin, sin, cos];
  const c = width / 2 - a * centerX - b * centerY;
  const f = height / 2 - d * centerX - e * centerY;
  return { matrix: [a, b, c, d, e, f], turn, light: drawLight(random) };
}

const FREE_TURN_SHARE = 0.3;

/** Gain, offset, gamma and a tint, as a table for each color. */
function drawLight(random: Random): View["light"] {
  const gamma = Math.exp(random.between(-0.25, 0.25));
  const contrast = Math.exp(random.between(-0.2, 0.2));
  const brightness = random.between(-0.08, 0.08);
  const table = () => {
    const tint = Math.exp(random.between(-0.08, 0.08));
    return Uint8Array.from({ length: 256 }, (_, value) => {
      const lit = ((value / 255) ** gamma - 0.5) * contrast + 0.5 + brightness;
      return Math.min(255, Math.max(0, Math.round(lit * tint * 255)));
    });
  };
  return [table(), table(), table()];
}

/**
 * The photo as seen through the view, bilinear, the same size; beyond its edge the edge is repeated. A lesson spends a
 * good part of its time here, so the products that a row or a column shares are taken once, and colors are written out.
 */
export function renderView(photo: WorkingPhoto, view: View): WorkingPhoto {
  const { width, height, contentWidth, contentHeight, pixels: source } = photo;
  const [a, b, c, d, e, f] = view.matrix;
  const [red, green, blue] = view.light;
  const pixels = new Uint8Array(width * height * 3);
  const alongX = Float64Array.from({ length: width }, (_, x) => a * (x + 0.5));
  const alongY = Float64Array.from({ length: width }, (_, x) => d * (x + 0.5));
  let at = 0;
  for (let y = 0; y < height; y++) {
    const downX = b * (y + 0.5);
    const downY = e * (y + 0.5);
    for (let x = 0; x < width; x++) {
      const sx = Math.min(contentWidth - 1, Math.max(0, (alongX[x] as number) + downX + c - 0.5));
      const sy = Math.min(contentHeight - 1, Math.max(0, (alongY[x] as number) + downY + f - 0.5));
      const x0 = sx | 0;
      const y0 = sy | 0;
      const fx = sx - x0;
      const fy = sy - y0;
      const p00 = (y0 * width + x0) * 3;
      const p01 = x0 + 1 < contentWidth ? p00 + 3 : p00;
      const down = y0 + 1 < contentHeight ? width * 3 : 0;
      pixels[at] = red[blend(source, p00, p01, down, fx, fy)] as number;
      pixels[at + 1] = green[blend(source, p00 + 1, p01 + 1, down, fx, fy)] as number;
      pixels[at + 2] = blue[blend(source, p00 + 2, p01 + 2, down, fx, fy)] as number;
      at += 3;
    }
  }
  return { pixels, width, height, contentWidth: width, contentHeight: height };
}

/** One color between four pixels, rounded: those at `left` and `right`, and those `down` from them. */
function blend(
  source: Uint8Array,
  left: number,
  right: number,
  down: number,
  fx: number,
  fy: number,
): number {
  const top = (source[left] as number) * (1 - fx) + (source[right] as number) * fx;
  const bottom = (source[left + down] as number) * (1 - fx) + (source[right + down] as number) * fx;
  return (top * (1 - fy) + bottom * fy + 0.5) | 0;
}
