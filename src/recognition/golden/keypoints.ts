import type { Gray } from "./gray.ts";
import type { Point } from "./homography.ts";
import { BITS } from "./match-points.ts";
import { type OpenCv, withMats } from "./open-cv.ts";

/** Corners of a photo (ORB), in its pixels, and what surrounds each: {@link BITS} zeros and ones a point. */
export type Keypoints = { points: Point[]; bits: Uint8Array };

/** More points took longer, and what they found the dense refinement finds from fewer. */
const POINTS = 1000;

export function findKeypoints(cv: OpenCv, { pixels, width, height, step }: Gray): Keypoints {
  return withMats((keep) => {
    const image = keep(new cv.Mat(height, width, cv.CV_8UC1));
    image.data.set(pixels);
    const orb = keep(new cv.ORB(POINTS));
    const found = keep(new cv.KeyPointVector());
    const described = keep(new cv.Mat());
    orb.detectAndCompute(image, keep(new cv.Mat()), found, described);
    const points = Array.from({ length: found.size() }, (_, at) => {
      const { x, y } = found.get(at).pt;
      return { x: (x + 0.5) * step - 0.5, y: (y + 0.5) * step - 0.5 };
    });
    return { points, bits: bitsOf(described.data) };
  });
}

/** As they are kept in a model: see {@link restoreKeypoints}. */
export function packKeypoints({ points, bits }: Keypoints) {
  const descriptors = new Uint8Array(bits.length / 8);
  for (const [at, bit] of bits.entries())
    descriptors[at >> 3] = (descriptors[at >> 3] as number) | (bit << (at & 7));
  return { points: Float32Array.from(points.flatMap(({ x, y }) => [x, y])), descriptors };
}

export function restoreKeypoints(packed: { points: Float32Array; descriptors: Uint8Array }): Keypoints {
  const points = Array.from({ length: packed.points.length / 2 }, (_, at) => ({
    x: packed.points[at * 2] ?? 0,
    y: packed.points[at * 2 + 1] ?? 0,
  }));
  return { points, bits: bitsOf(packed.descriptors) };
}

function bitsOf(bytes: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.floor((bytes.length * 8) / BITS) * BITS);
  for (let at = 0; at < bits.length; at++) bits[at] = ((bytes[at >> 3] as number) >> (at & 7)) & 1;
  return bits;
}
