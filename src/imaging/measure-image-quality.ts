import type { ImageQuality } from "../domain/image-quality.ts";
import type { DecodedPhoto } from "../domain/photo.ts";
import { sharp } from "./sharp-for-server.ts";

/** Enough to see that a lens is dirty or out of focus, at a few milliseconds a photo. */
const LONGEST_SIDE_PX = 640;

/** Rec. 709. */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

/** Brightness and sharpness of a photo; the same pixels give the same numbers. What they mean: {@link ImageQuality}. */
export async function measureImageQuality({ width, height, pixels }: DecodedPhoto): Promise<ImageQuality> {
  const { data, info } = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize({ width: LONGEST_SIDE_PX, height: LONGEST_SIDE_PX, fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const luma = lumaOf(data);
  const brightness = luma.reduce((sum, value) => sum + value, 0) / luma.length / 255;
  return { brightness: rounded(brightness, 4), sharpness: rounded(laplacianVariance(luma, info), 2) };
}

function lumaOf(rgb: Uint8Array): Float32Array {
  const luma = new Float32Array(rgb.length / 3);
  for (let i = 0; i < luma.length; i += 1) {
    const at = i * 3;
    luma[i] = RED * (rgb[at] ?? 0) + GREEN * (rgb[at + 1] ?? 0) + BLUE * (rgb[at + 2] ?? 0);
  }
  return luma;
}

/** Over all pixels that have four neighbors; 0 where there are none. */
function laplacianVariance(luma: Float32Array, { width, height }: { width: number; height: number }): number {
  const at = (i: number) => luma[i] ?? 0;
  let [count, sum, sumOfSquares] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i += 1) {
      const value = at(i - 1) + at(i + 1) + at(i - width) + at(i + width) - 4 * at(i);
      count += 1;
      sum += value;
      sumOfSquares += value * value;
    }
  }
  if (count === 0) return 0;
  const mean = sum / count;
  return Math.max(0, sumOfSquares / count - mean * mean);
}

/** More digits say nothing, and would be kept for years. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
