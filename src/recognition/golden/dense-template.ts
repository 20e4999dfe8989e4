import type { Gray } from "./gray.ts";
import { LEVEL } from "./gray.ts";
import { compose, type Homography, invert } from "./homography.ts";
import { factorPositive, solveFactored } from "./solve-positive.ts";

/**
 * The widget as a dense pattern of light and dark, leveled, to be laid over a photo: how well does it agree, and which
 * small change of the map makes it agree better?
 */
export type DenseTemplate = {
  /** How well the photo agrees under this map: see `refine`. */
  agreement(toPhoto: Homography, photo: Gray): number;
  /**
   * The map nearby that agrees best, and how well: normalized correlation, -1 to 1, less where the photo does not show
   * all of the template, and -1 where it shows less than half. `freedom`: 4 shift, turn and scale; 6 affine; 8 any homography.
   */
  refine(toPhoto: Homography, photo: Gray, freedom: Freedom): { toPhoto: Homography; agreement: number };
};
export type Freedom = 4 | 6 | 8;

const STEPS = 12;
/** Pixels of the template that a step must move some corner, or refining is over. */
const STILL = 0.03;
const LEAST_SHOWN = 0.5;

/**
 * @param golden the golden photo, leveled @param region the part of it that is widget, in pixels of the golden photo
 */
export function openTemplate(
  golden: Gray,
  region: { left: number; top: number; right: number; bottom: number },
): DenseTemplate {
  const { pixels, width, height, step } = golden;
  const left = Math.max(1, Math.floor(region.left / step));
  const top = Math.max(1, Math.floor(region.top / step));
  const right = Math.min(width - 1, Math.ceil(region.right / step));
  const bottom = Math.min(height - 1, Math.ceil(region.bottom / step));
  const columns = Math.max(0, right - left);
  const count = columns * Math.max(0, bottom - top);
  const values = new Float32Array(count);
  for (let at = 0; at < count; at++) {
    const p = (top + Math.floor(at / columns)) * width + left + (at % columns);
    values[at] = (pixels[p] as number) - LEVEL;
  }
  // Coordinates from -1 to 1 or so around the middle, so that the numbers to solve for are of one size.
  const unit = (Math.max(columns, bottom - top) * step) / 2;
  const middle = { x: ((left + right) / 2) * step - 0.5, y: ((top + bottom) / 2) * step - 0.5 };
  const toUnit: Homography = [1 / unit, 0, -middle.x / unit, 0, 1 / unit, -middle.y / unit, 0, 0, 1];
  const fromUnit: Homography = [unit, 0, middle.x, 0, unit, middle.y, 0, 0, 1];

  const slopes = new Map<Freedom, { images: Float32Array[]; factors: Float64Array }>();
  const sampled = new Float32Array(count);

  /** The photo under each pixel of the template, NaN beyond its edge. */
  function sample(toPhoto: Homography, photo: Gray): void {
    const [a, b, c, d, e, f, g, h, i] = toPhoto;
    const scale = 1 / photo.step;
    const shift = 0.5 * scale - 0.5;
    let at = 0;
    for (let row = top; row < bottom; row++) {
      const y = (row + 0.5) * step - 0.5;
      for (let column = left; column < right; column++, at++) {
        const x = (column + 0.5) * step - 0.5;
        const w = 1 / (g * x + h * y + i);
        const px = (a * x + b * y + c) * w * scale + shift;
        const py = (d * x + e * y + f) * w * scale + shift;
        if (!(px >= 0 && py >= 0 && px < photo.width - 1 && py < photo.height - 1)) {
          sampled[at] = Number.NaN;
          continue;
        }
        const [x0, y0] = [px | 0, py | 0];
        const [fx, fy] = [px - x0, py - y0];
        const p = y0 * photo.width + x0;
        const above = (photo.pixels[p] as number) * (1 - fx) + (photo.pixels[p + 1] as number) * fx;
        const below =
          (photo.pixels[p + photo.width] as number) * (1 - fx) +
          (photo.pixels[p + photo.width + 1] as number) * fx;
        sampled[at] = above * (1 - fy) + below * fy - LEVEL;
      }
    }
  }

  /** What turns samples into values of the template, as nearly as light allows, and how well they correlate. */
  function compare(): { gain: number; offset: number; agreement: number } {
    let [shown, t, s, tt, ss, ts] = [0, 0, 0, 0, 0, 0];
    for (let at = 0; at < count; at++) {
      const seen = sampled[at] as number;
      if (Number.isNaN(seen)) continue;
      const value = values[at] as number;
      shown++;
      t += value;
      s += seen;
      tt += value * value;
      ss += seen * seen;
      ts += value * seen;
    }
    if (shown < LEAST_SHOWN * count || shown === 0) return { gain: 0, offset: 0, agreement: -1 };
    const [varianceT, varianceS] = [tt - (t * t) / shown, ss - (s * s) / shown];
    const covariance = ts - (t * s) / shown;
    const agreement = ((shown / count) * covariance) / Math.sqrt(Math.max(1e-6, varianceT * varianceS));
    const gain = Math.sqrt(varianceT / Math.max(1e-6, varianceS));
    return { gain, offset: t / shown - (gain * s) / shown, agreement };
  }

  /** How each number of the map changes each pixel of the template (steepest descent images). */
  function slopesFor(freedom: Freedom) {
    const known = slopes.get(freedom);
    if (known) return known;
    const images = Array.from({ length: freedom }, () => new Float32Array(count));
    for (let at = 0; at < count; at++) {
      const [column, row] = [left + (at % columns), top + Math.floor(at / columns)];
      const p = row * width + column;
      const perUnit = unit / (2 * step);
      const gx = ((pixels[p + 1] as number) - (pixels[p - 1] as number)) * perUnit;
      const gy = ((pixels[p + width] as number) - (pixels[p - width] as number)) * perUnit;
      const u = ((column + 0.5) * step - 0.5 - middle.x) / unit;
      const v = ((row + 0.5) * step - 0.5 - middle.y) / unit;
      const bend = -(u * gx + v * gy);
      const changes =
        freedom === 4
          ? [gx, gy, u * gx + v * gy, u * gy - v * gx]
          : [gx, gy, u * gx, v * gx, u * gy, v * gy, u * bend, v * bend];
      for (const [k, image] of images.entries()) image[at] = changes[k] ?? 0;
    }
    const matrix = new Float64Array(freedom * freedom);
    for (const [row, a] of images.entries())
      for (let column = 0; column <= row; column++) {
        const b = images[column] as Float32Array;
        let sum = 0;
        for (let at = 0; at < count; at++) sum += (a[at] as number) * (b[at] as number);
        matrix[row * freedom + column] = row === column ? sum * 1.001 + 1 : sum;
      }
    const made = { images, factors: factorPositive(matrix, freedom) };
    slopes.set(freedom, made);
    return made;
  }

  return {
    agreement(toPhoto, photo) {
      sample(toPhoto, photo);
      return compare().agreement;
    },
    refine(start, photo, freedom) {
      const { images, factors } = slopesFor(freedom);
      let toPhoto = start;
      let best = { toPhoto: start, agreement: -1 };
      for (let round = 0; round < STEPS; round++) {
        sample(toPhoto, photo);
        const { gain, offset, agreement } = compare();
        if (agreement > best.agreement) best = { toPhoto, agreement };
        // Worse than before: the step was too long, and the next would start from a worse place.
        else break;
        const pull = new Float64Array(freedom);
        for (let at = 0; at < count; at++) {
          const seen = sampled[at] as number;
          sampled[at] = Number.isNaN(seen) ? 0 : gain * seen + offset - (values[at] as number);
        }
        for (const [k, image] of images.entries()) {
          let sum = 0;
          for (let at = 0; at < count; at++) sum += (image[at] as number) * (sampled[at] as number);
          pull[k] = sum;
        }
        const change = mapOf(solveFactored(factors, pull), freedom);
        const back = invert(change);
        if (!back) break;
        toPhoto = normalized(compose(toPhoto, compose(fromUnit, compose(back, toUnit))));
        const moved = Math.max(...change.map((value, at) => Math.abs(value - (at % 4 === 0 ? 1 : 0))));
        if ((moved * unit) / step < STILL) break;
      }
      return best;
    },
  };
}

function mapOf(by: Float64Array, freedom: Freedom): Homography {
  const [c = 0, f = 0, a = 0, b = 0, d = 0, e = 0, g = 0, h = 0] = by;
  if (freedom === 4) return [1 + a, -b, c, b, 1 + a, f, 0, 0, 1];
  return [1 + a, b, c, d, 1 + e, f, g, h, 1];
}

function normalized(h: Homography): Homography {
  return h.map((value) => value / h[8]) as unknown as Homography;
}
