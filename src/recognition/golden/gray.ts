import type { WorkingPhoto } from "../working-photo.ts";

/** A gray picture, 8 bit, and how many pixels of the photo each of its pixels stands for in a row. */
export type Gray = { pixels: Uint8Array; width: number; height: number; step: number };

/** Half the side, in pixels, of the square each pixel is compared with. */
const REACH = 16;
/** Gray levels below which there is only noise. */
const NOISE = 6;
/** Where a pixel is as light as what is around it. */
export const LEVEL = 128;

/**
 * Each pixel against the mean and deviation around it: faint marks on smooth parts then stand out like strong ones,
 * and light that falls in from a side does not matter. (On photos of a wooden
 * block ORB found several times as many pairs that agree with it as without.)
 * @param longSide pixels the picture may have; it is shrunk by a whole number
 */
export function levelContrast(photo: WorkingPhoto, longSide: number): Gray {
  const { gray, width, height, step } = shrunkGray(photo, longSide);
  const columns = width + 1;
  const sums = new Float64Array(columns * (height + 1));
  const squares = new Float64Array(columns * (height + 1));
  for (let y = 0; y < height; y++) {
    let [sum, square] = [0, 0];
    for (let x = 0; x < width; x++) {
      const value = gray[y * width + x] as number;
      sum += value;
      square += value * value;
      const at = (y + 1) * columns + x + 1;
      sums[at] = (sums[at - columns] as number) + sum;
      squares[at] = (squares[at - columns] as number) + square;
    }
  }
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - REACH) * columns;
    const bottom = Math.min(height, y + REACH + 1) * columns;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - REACH);
      const right = Math.min(width, x + REACH + 1);
      const count = ((bottom - top) / columns) * (right - left);
      const mean = over(sums, top, bottom, left, right) / count;
      const square = over(squares, top, bottom, left, right) / count;
      const deviation = Math.sqrt(Math.max(0, square - mean * mean));
      const value = ((gray[y * width + x] as number) - mean) / (deviation + NOISE);
      pixels[y * width + x] = Math.min(255, Math.max(0, LEVEL + 50 * value));
    }
  }
  return { pixels, width, height, step };
}

/** The sum over a rectangle from a table of sums over all rectangles that begin top left. */
function over(table: Float64Array, top: number, bottom: number, left: number, right: number): number {
  return (
    (table[bottom + right] as number) -
    (table[bottom + left] as number) -
    (table[top + right] as number) +
    (table[top + left] as number)
  );
}

/** The content of the photo in gray, without the border that fills it up, shrunk by a whole number. */
function shrunkGray({ pixels, width: stride, contentWidth, contentHeight }: WorkingPhoto, longSide: number) {
  const step = Math.max(1, Math.ceil(Math.max(contentWidth, contentHeight) / longSide));
  const width = Math.floor(contentWidth / step);
  const height = Math.floor(contentHeight / step);
  const gray = new Float32Array(width * height);
  const share = 1 / (step * step);
  for (let row = 0; row < height; row++)
    for (let y = row * step; y < (row + 1) * step; y++) {
      let p = y * stride * 3;
      for (let column = 0; column < width; column++) {
        let light = 0;
        for (let x = 0; x < step; x++, p += 3)
          light +=
            0.299 * (pixels[p] as number) +
            0.587 * (pixels[p + 1] as number) +
            0.114 * (pixels[p + 2] as number);
        const at = row * width + column;
        gray[at] = (gray[at] as number) + light * share;
      }
    }
  return { gray, width, height, step };
}
