import { createRandom } from "../random.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { type DenseTemplate, openTemplate } from "./dense-template.ts";
import { agreeing, fitSimilarity, type PointPair } from "./fit-similarity.ts";
import { type Gray, levelContrast } from "./gray.ts";
import { type Area, compose, type Homography, invert, localSimilarity, mapPoint } from "./homography.ts";
import { findKeypoints, type Keypoints } from "./keypoints.ts";
import { matchPoints } from "./match-points.ts";
import { type OpenCv, withMats } from "./open-cv.ts";
import { regionOf } from "./places.ts";
import type { SharedBits } from "./shared-bits.ts";
import { openSweep, type Sweep } from "./sweep.ts";

/** A photo as alignment sees it: its corners, and all of it, coarse and leveled. */
export type Sight = { keypoints: Keypoints; dense: Gray };
/** A taught photo that others may be aligned to, and how it shows the golden photo. */
export type Reference = { keypoints: Keypoints; toReference: Homography };
/** OpenCV, and what compares points. */
export type AlignTools = { cv: OpenCv; sharedBits: SharedBits };
/** What a photo is aligned to. The golden photo is the first of the references. */
export type Target = {
  size: { width: number; height: number };
  references: readonly Reference[];
  template: DenseTemplate;
  /** The template without what surrounds the places. */
  core: DenseTemplate;
  sweep: Sweep;
};
/** How a photo shows the golden photo, and how well the two agree where they lie over each other. */
export type Alignment = { toPhoto: Homography; agreement: number };

/** Pixels of the long side in which points are looked for, and of the picture that all is compared in. */
const SIDE = { points: 512, dense: 256 } as const;
/** Pixels that a point may be off where the map puts it. */
const REACH = 4;
/** A guess is worth refining from so many pairs that agree on it. */
const LEAST_AGREED = 4;
/** A map with more freedom is only believed where it agrees so much better. */
const BEND_GAIN = 0.02;
/**
 * An alignment is believed when light and dark agree so well that nothing else can be the cause (`alone`); or agree and
 * are borne out by so many pairs of points and by such a share of all pairs, of which chance makes 5 or so in 100 agree;
 * or agree, and points of so many taught photos each lead to the same map; or agree so many times better than any other
 * place, size and turn does (`lead`). How far right and wrong alignments lie apart is in docs/benchmarks.md.
 */
const BELIEVED = {
  alone: 0.55,
  withPairs: 0.2,
  pairs: 14,
  share: 0.1,
  leading: 0.3,
  references: 3,
  lead: 1.5,
} as const;
/** Around the places, of their long side together: what lies further away is hardly widget. */
const MARGIN = 0.15;
/**
 * Of the places themselves something must be seen too: a fixed camera shows the same bench around a widget that is not
 * there. Chance gives 0.05 or so, the worst right alignment of real photos had 0.33.
 */
const LEAST_CORE = 0.2;
/** Two maps that differ by less than this, in long sides of the golden photo, are one. */
const APART = 0.1;
const SCALE = { least: 0.5, most: 2 } as const;
const MOST_STRETCH = 1.5;

/**
 * @param dense the golden photo, or what the taught photos have in common @param places where parts belong: around them
 *   is widget
 */
export function aimAt(dense: Gray, places: readonly Area[], references: readonly Reference[]): Target {
  const region = regionOf(places, MARGIN);
  return {
    size: { width: dense.width * dense.step, height: dense.height * dense.step },
    references,
    template: openTemplate(dense, region),
    core: openTemplate(dense, regionOf(places, 0)),
    sweep: openSweep(dense, region),
  };
}

export function seePhoto(cv: OpenCv, photo: WorkingPhoto): Sight {
  return {
    keypoints: findKeypoints(cv, levelContrast(photo, SIDE.points)),
    dense: levelContrast(photo, SIDE.dense),
  };
}

/**
 * The map from the golden photo to another: guessed from points that look alike, refined until light and dark agree
 * best, and believed only if they do. Where no guess from points holds, every angle is tried.
 * @returns undefined when nothing agrees well enough, or only a map that no camera makes
 */
export async function alignPhoto(
  tools: AlignTools,
  target: Target,
  seen: Sight,
): Promise<Alignment | undefined> {
  const found = await findAlignment(tools, target, seen);
  return found && target.core.agreement(found.toPhoto, seen.dense) >= LEAST_CORE ? found : undefined;
}

async function findAlignment(
  { cv, sharedBits }: AlignTools,
  target: Target,
  seen: Sight,
): Promise<Alignment | undefined> {
  const tried: (Alignment | undefined)[] = [];
  const bests: Alignment[] = [];
  for (const reference of target.references) {
    const pairs = await pairPoints(reference.keypoints, seen.keypoints, sharedBits);
    const found = guessMaps(cv, pairs, target.size).map((guess) =>
      refine(target, compose(guess, reference.toReference), seen.dense),
    );
    const best = bestOf(found);
    if (best && isBelieved(best, reference, pairs)) return best;
    if (best) bests.push(best);
    tried.push(...found);
  }
  tried.push(...target.sweep(cv, seen.dense).map((guess) => refine(target, guess, seen.dense)));
  const best = bestOf(tried);
  if (!best || best.agreement >= BELIEVED.alone) return best;
  const isBest = (one: Alignment) => distanceBetween(one, best, target.size) <= APART;
  const alike = bests.filter((one) => one.agreement >= BELIEVED.withPairs && isBest(one));
  if (best.agreement >= BELIEVED.leading && alike.length >= BELIEVED.references) return best;
  const rival = bestOf(tried.filter((one) => one && !isBest(one)));
  const leads = best.agreement >= BELIEVED.lead * Math.max(0, rival?.agreement ?? 0);
  return best.agreement >= BELIEVED.leading && leads ? best : undefined;
}

/** How far apart two maps put a point around the middle of the golden photo at most, in its long sides. */
function distanceBetween(
  a: Alignment,
  b: Alignment,
  { width, height }: { width: number; height: number },
): number {
  const distances = [0.25, 0.5, 0.75].map((share) => {
    const point = { x: share * width, y: share * height };
    const [p, q] = [mapPoint(a.toPhoto, point), mapPoint(b.toPhoto, point)];
    return Math.hypot(p.x - q.x, p.y - q.y);
  });
  return Math.max(...distances) / Math.max(width, height);
}

function bestOf(found: readonly (Alignment | undefined)[]): Alignment | undefined {
  return found.reduce(
    (best, one) => (one && (!best || one.agreement > best.agreement) ? one : best),
    undefined,
  );
}

function isBelieved(
  { toPhoto, agreement }: Alignment,
  { toReference }: Reference,
  pairs: readonly PointPair[],
): boolean {
  if (agreement >= BELIEVED.alone) return true;
  const fromReference = invert(toReference);
  if (agreement < BELIEVED.withPairs || !fromReference) return false;
  const agreed = agreeing(pairs, compose(toPhoto, fromReference), 2 * REACH).length;
  return agreed >= BELIEVED.pairs && agreed >= BELIEVED.share * pairs.length;
}

/** A map that is believed already, refined once more. */
export function realign(target: Target, toPhoto: Homography, dense: Gray): Homography {
  return refine(target, toPhoto, dense)?.toPhoto ?? toPhoto;
}

function refine({ template, size }: Target, guess: Homography, dense: Gray): Alignment | undefined {
  const stiff = template.refine(guess, dense, 4);
  const bent = template.refine(stiff.toPhoto, dense, 8);
  const bend = bent.agreement > stiff.agreement + BEND_GAIN && isPlausible(bent.toPhoto, size);
  const found = bend ? bent : stiff;
  return isPlausible(found.toPhoto, size) ? found : undefined;
}

async function pairPoints(golden: Keypoints, seen: Keypoints, sharedBits: SharedBits): Promise<PointPair[]> {
  const matches = await matchPoints(golden.bits, seen.bits, sharedBits);
  return matches.flatMap(({ from, to }) => {
    const [a, b] = [golden.points[from], seen.points[to]];
    return a && b ? [{ golden: a, seen: b }] : [];
  });
}

/** The stiff map that most pairs agree on, and the bent one. */
function guessMaps(
  cv: OpenCv,
  pairs: readonly PointPair[],
  size: { width: number; height: number },
): Homography[] {
  const stiff = fitSimilarity(pairs, SCALE, REACH, createRandom(1));
  if (!stiff || stiff.inliers.length < LEAST_AGREED) return [];
  const bent = fitHomography(cv, pairs);
  const better =
    bent && isPlausible(bent, size) && agreeing(pairs, bent, REACH).length > stiff.inliers.length;
  return better ? [stiff.map, bent] : [stiff.map];
}

function fitHomography(cv: OpenCv, pairs: readonly PointPair[]): Homography | undefined {
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
