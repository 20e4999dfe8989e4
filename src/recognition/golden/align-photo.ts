import { createRandom } from "../random.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { agreeing, fitSimilarity, type PointPair } from "./fit-similarity.ts";
import { levelContrast } from "./gray.ts";
import { type Homography, localSimilarity, mapPoint, type Point } from "./homography.ts";
import { type Deletable, type Mat, type OpenCv, withMats } from "./open-cv.ts";

/** What is known of a photo before it is compared: its corners (ORB, pixels) and what surrounds each. */
export type Keypoints = Deletable & { points: Point[]; descriptors: Mat; width: number; height: number };
/** How a photo shows the golden photo, and how many of the points that looked alike agree. */
export type Alignment = { toPhoto: Homography; agreed: number; matched: number };

const POINTS = 3000;
/** A match counts when the next best is this much worse (Lowe, 2004). */
const RATIO = 0.8;
/** Pixels that a point may be off where the map puts it. */
const REACH = 4;
/** Chance makes 5 or so of 100 pairs agree. */
const LEAST_AGREED = 14;
const LEAST_SHARE = 0.1;
/** A map that bends is only believed where it explains so many times more pairs than one that does not. */
const BEND_GAIN = 1.15;
const SCALE = { least: 0.5, most: 2 } as const;
const MOST_STRETCH = 1.5;

export function findKeypoints(cv: OpenCv, photo: WorkingPhoto): Keypoints {
  const { contentWidth: width, contentHeight: height } = photo;
  const gray = levelContrast(photo);
  const descriptors = new cv.Mat();
  const points = withMats((keep) => {
    const image = keep(new cv.Mat(gray.height, gray.width, cv.CV_8UC1));
    image.data.set(gray.pixels);
    const orb = keep(new cv.ORB(POINTS));
    const found = keep(new cv.KeyPointVector());
    orb.detectAndCompute(image, keep(new cv.Mat()), found, descriptors);
    return Array.from({ length: found.size() }, (_, at) => {
      const { x, y } = found.get(at).pt;
      return { x: (x + 0.5) * gray.step - 0.5, y: (y + 0.5) * gray.step - 0.5 };
    });
  });
  return { points, descriptors, width, height, delete: () => descriptors.delete() };
}

/** As they are kept in a model: see {@link restoreKeypoints}. */
export function packKeypoints({ points, descriptors }: Keypoints) {
  return {
    points: Float32Array.from(points.flatMap(({ x, y }) => [x, y])),
    descriptors: Uint8Array.from(descriptors.data),
  };
}

export function restoreKeypoints(
  cv: OpenCv,
  packed: { points: Float32Array; descriptors: Uint8Array },
  { width, height }: { width: number; height: number },
): Keypoints {
  const count = packed.points.length / 2;
  const descriptors = new cv.Mat(count, 32, cv.CV_8UC1);
  descriptors.data.set(packed.descriptors);
  const points = Array.from({ length: count }, (_, at) => ({
    x: packed.points[at * 2] ?? 0,
    y: packed.points[at * 2 + 1] ?? 0,
  }));
  return { points, descriptors, width, height, delete: () => descriptors.delete() };
}

/**
 * The map from the golden photo to another, from points that look alike in both.
 * @returns undefined when too few agree on one map, or only on one that no camera makes
 */
export function alignPhoto(cv: OpenCv, golden: Keypoints, seen: Keypoints): Alignment | undefined {
  const pairs = matchPoints(cv, golden, seen);
  const simple = fitSimilarity(pairs, SCALE, REACH, createRandom(1));
  if (!simple) return undefined;
  const bent = fitHomography(cv, pairs);
  const agreedBent = bent && isPlausible(bent, golden) ? agreeing(pairs, bent, REACH).length : 0;
  const bend = bent !== undefined && agreedBent > BEND_GAIN * simple.inliers.length;
  const toPhoto = bend ? bent : simple.map;
  const agreed = bend ? agreedBent : simple.inliers.length;
  if (agreed < LEAST_AGREED || agreed < LEAST_SHARE * pairs.length) return undefined;
  return { toPhoto, agreed, matched: pairs.length };
}

function fitHomography(cv: OpenCv, pairs: readonly PointPair[]): Homography | undefined {
  if (pairs.length < LEAST_AGREED) return undefined;
  return withMats((keep) => {
    const from = keep(new cv.Mat(pairs.length, 1, cv.CV_32FC2));
    const to = keep(new cv.Mat(pairs.length, 1, cv.CV_32FC2));
    for (const [at, { golden, seen }] of pairs.entries()) {
      from.data32F.set([golden.x, golden.y], at * 2);
      to.data32F.set([seen.x, seen.y], at * 2);
    }
    const found = keep(cv.findHomography(from, to, cv.RANSAC, REACH, keep(new cv.Mat())));
    return found.rows === 3 ? (Array.from(found.data64F) as unknown as Homography) : undefined;
  });
}

/** Each point of the photo is matched once at most: many to one is what happens where nothing fits. */
function matchPoints(cv: OpenCv, golden: Keypoints, seen: Keypoints): PointPair[] {
  if (golden.descriptors.rows < 2 || seen.descriptors.rows < 2) return [];
  return withMats((keep) => {
    const matcher = keep(new cv.BFMatcher(cv.NORM_HAMMING));
    const found = keep(new cv.DMatchVectorVector());
    matcher.knnMatch(golden.descriptors, seen.descriptors, found, 2);
    const pairs = new Map<number, PointPair & { distance: number }>();
    for (let at = 0; at < found.size(); at++) {
      const list = keep(found.get(at));
      if (list.size() < 2) continue;
      const { queryIdx, trainIdx, distance } = list.get(0);
      const from = golden.points[queryIdx];
      const to = seen.points[trainIdx];
      if (!from || !to || distance >= RATIO * list.get(1).distance) continue;
      const rival = pairs.get(trainIdx);
      if (!rival || distance < rival.distance) pairs.set(trainIdx, { golden: from, seen: to, distance });
    }
    return [...pairs.values()];
  });
}

/** Whether a camera that looks at the widget from above could have made this map. */
function isPlausible(h: Homography, { width, height }: { width: number; height: number }): boolean {
  return [0, 0.5, 1].every((u) =>
    [0, 0.5, 1].every((v) => {
      const point = { x: u * width, y: v * height };
      const { scale, flips, stretch } = localSimilarity(h, point);
      const { x, y } = mapPoint(h, point);
      if (!Number.isFinite(x + y) || flips || stretch > MOST_STRETCH) return false;
      return scale >= SCALE.least && scale <= SCALE.most;
    }),
  );
}
