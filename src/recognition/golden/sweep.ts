import { type Gray, LEVEL } from "./gray.ts";
import type { Homography } from "./homography.ts";
import { type OpenCv, withMats } from "./open-cv.ts";

/** The likeliest maps from the golden photo to another when every angle, size and shift is tried, best first. */
export type Sweep = (cv: OpenCv, photo: Gray) => Homography[];

/** Pixels of the long side that are compared. */
const SIDE = 64;
const ANGLES = 24;
const SCALES = [0.8, 1, 1.25] as const;
const GUESSES = 8;

/** @param region the part of the golden photo that is widget, in its pixels */
export function openSweep(
  golden: Gray,
  region: { left: number; top: number; right: number; bottom: number },
): Sweep {
  const small = shrink(golden);
  return (cv, photo) => {
    const seen = shrink(photo);
    const guesses: { map: Homography; score: number }[] = [];
    for (const scale of SCALES)
      for (let turn = 0; turn < ANGLES; turn++) {
        const found = tryTurn(cv, small, region, seen, scale, (turn * 2 * Math.PI) / ANGLES);
        if (found) guesses.push(found);
      }
    return guesses
      .sort((a, b) => b.score - a.score)
      .slice(0, GUESSES)
      .map(({ map }) => map);
  };
}

/** The golden region turned and scaled, laid over the photo (with room around it) wherever it fits best. */
function tryTurn(
  cv: OpenCv,
  golden: Gray,
  region: { left: number; top: number; right: number; bottom: number },
  photo: Gray,
  scale: number,
  angle: number,
): { map: Homography; score: number } | undefined {
  const { step } = golden;
  const middle = { x: (region.left + region.right) / 2, y: (region.top + region.bottom) / 2 };
  const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const half = { x: (region.right - region.left) / 2 / step, y: (region.bottom - region.top) / 2 / step };
  const reach = {
    x: Math.ceil(Math.abs(a) * half.x + Math.abs(b) * half.y),
    y: Math.ceil(Math.abs(b) * half.x + Math.abs(a) * half.y),
  };
  const [width, height] = [2 * reach.x + 1, 2 * reach.y + 1];
  const turned = new Uint8Array(width * height).fill(LEVEL);
  const squared = scale * scale;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const [u, v] = [column - reach.x, row - reach.y];
      const x = (a * u + b * v) / squared;
      const y = (a * v - b * u) / squared;
      if (Math.abs(x) > half.x || Math.abs(y) > half.y) continue;
      const gx = Math.round(middle.x / step - 0.5 + x);
      const gy = Math.round(middle.y / step - 0.5 + y);
      if (gx < 0 || gy < 0 || gx >= golden.width || gy >= golden.height) continue;
      turned[row * width + column] = golden.pixels[gy * golden.width + gx] as number;
    }
  // Half of the region may lie outside.
  const [padX, padY] = [reach.x, reach.y];
  const [wide, high] = [photo.width + 2 * padX, photo.height + 2 * padY];
  if (wide < width || high < height) return undefined;
  const padded = new Uint8Array(wide * high).fill(LEVEL);
  for (let row = 0; row < photo.height; row++)
    padded.set(photo.pixels.subarray(row * photo.width, (row + 1) * photo.width), (row + padY) * wide + padX);
  return withMats((keep) => {
    const image = keep(new cv.Mat(high, wide, cv.CV_8UC1));
    const pattern = keep(new cv.Mat(height, width, cv.CV_8UC1));
    const scores = keep(new cv.Mat());
    image.data.set(padded);
    pattern.data.set(turned);
    cv.matchTemplate(image, pattern, scores, cv.TM_CCOEFF_NORMED);
    let [best, score] = [0, -2];
    for (const [at, value] of scores.data32F.entries()) if (value > score) [best, score] = [at, value];
    // Where the middle of the region comes to lie, in pixels of the photo.
    const x = ((best % scores.cols) + reach.x - padX + 0.5) * photo.step - 0.5;
    const y = (Math.floor(best / scores.cols) + reach.y - padY + 0.5) * photo.step - 0.5;
    const map: Homography = [
      a,
      -b,
      x - a * middle.x + b * middle.y,
      b,
      a,
      y - b * middle.x - a * middle.y,
      0,
      0,
      1,
    ];
    return { map, score };
  });
}

function shrink({ pixels, width, height, step }: Gray): Gray {
  const by = Math.max(1, Math.ceil(Math.max(width, height) / SIDE));
  const small = { width: Math.floor(width / by), height: Math.floor(height / by), step: step * by };
  const means = new Uint8Array(small.width * small.height);
  for (let y = 0; y < small.height; y++)
    for (let x = 0; x < small.width; x++) {
      let sum = 0;
      for (let dy = 0; dy < by; dy++)
        for (let dx = 0; dx < by; dx++) sum += pixels[(y * by + dy) * width + x * by + dx] as number;
      means[y * small.width + x] = sum / (by * by);
    }
  return { pixels: means, ...small };
}
