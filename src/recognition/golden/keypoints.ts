import type { Gray } from "./gray.ts";
import type { Point } from "./homography.ts";
import { WORDS } from "./match-points.ts";
import { type OpenCv, withMats } from "./open-cv.ts";

/** Corners of a photo (ORB), in its pixels, and what surrounds each: {@link WORDS} words a point. */
export type Keypoints = { points: Point[]; descriptors: Uint32Array };

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
    return { points, descriptors: wordsOf(Uint8Array.from(described.data)) };
  });
}

/** As they are kept in a model: see {@link restoreKeypoints}. */
export function packKeypoints({ points, descriptors }: Keypoints) {
  const { buffer, byteOffset, byteLength } = descriptors;
  return {
    points: Float32Array.from(points.flatMap(({ x, y }) => [x, y])),
    descriptors: new Uint8Array(buffer, byteOffset, byteLength),
  };
}

export function restoreKeypoints(packed: { points: Float32Array; descriptors: Uint8Array }): Keypoints {
  const points = Array.from({ length: packed.points.length / 2 }, (_, at) => ({
    x: packed.points[at * 2] ?? 0,
    y: packed.points[at * 2 + 1] ?? 0,
  }));
  // A copy: bytes inside a file may begin anywhere, words may not.
  return { points, descriptors: wordsOf(Uint8Array.from(packed.descriptors)) };
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, 0, Math.floor(bytes.length / (4 * WORDS)) * WORDS);
}
