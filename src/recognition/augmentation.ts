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

/** The photo as seen through the view, bilinear, the same size; beyond its edge the edge is repeated. */
export function renderView(photo: WorkingPhoto, view: View): WorkingPhoto {
  const { width, height, contentWidth, contentHeight, pixels: source } = photo;
  const [a, b, c, d, e, f] = view.matrix;
  const pixels = new Uint8Array(width * height * 3);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sx = Math.min(contentWidth - 1, Math.max(0, a * (x + 0.5) + b * (y + 0.5) + c - 0.5));
      const sy = Math.min(contentHeight - 1, Math.max(0, d * (x + 0.5) + e * (y + 0.5) + f - 0.5));
      const x0 = sx | 0;
      const y0 = sy | 0;
      const fx = sx - x0;
      const fy = sy - y0;
      const p00 = (y0 * width + x0) * 3;
      const right = x0 + 1 < contentWidth ? 3 : 0;
      const down = y0 + 1 < contentHeight ? width * 3 : 0;
      for (let color = 0; color < 3; color++) {
        const p = p00 + color;
        const top = (source[p] as number) * (1 - fx) + (source[p + right] as number) * fx;
        const bottom = (source[p + down] as number) * (1 - fx) + (source[p + down + right] as number) * fx;
        const value = top * (1 - fy) + bottom * fy;
        pixels[at++] = view.light[color as 0 | 1 | 2][(value + 0.5) | 0] as number;
      }
    }
  }
  return { pixels, width, height, contentWidth: width, contentHeight: height };
}
