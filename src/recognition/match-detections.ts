import { type Box, type Detection, overlap } from "../domain/detection.ts";

/** One photo: what is truly there and what a recognizer saw. */
export type JudgedPhoto = { truth: TruePart[]; detections: Detection[] };
export type TruePart = { label: string; box: Box };

/** A detection and the part it found, if it found one. */
export type Match = { detection: Detection; part?: TruePart };

const MAX_DETECTIONS = 100;
/** From this overlap (intersection over union) on, a detection finds a part; COCO's and Pascal VOC's usual level. */
export const FOUND_OVERLAP = 0.5;

/**
 * Greedy matching within one label, as pycocotools does, best first: each detection takes the free part it
 * overlaps most. At most 100 detections a photo. A detection without a box finds nothing.
 */
export function matchLabel(photo: JudgedPhoto, label: string, level = FOUND_OVERLAP): Match[] {
  const free = new Set(photo.truth.filter((part) => part.label === label));
  const seen = photo.detections
    .filter((detection) => detection.label === label)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MAX_DETECTIONS);
  return seen.map((detection) => matchOne(detection, free, level));
}

/** The free part that a detection overlaps most, from `level` on; it is taken out of `free`. */
export function matchOne(detection: Detection, free: Set<TruePart>, level = FOUND_OVERLAP): Match {
  let best = Math.min(level, 1 - 1e-10);
  let match: TruePart | undefined;
  for (const part of free) {
    if (!detection.box) break;
    const shared = overlap(detection.box, part.box);
    if (shared < best) continue;
    best = shared;
    match = part;
  }
  if (!match) return { detection };
  free.delete(match);
  return { detection, part: match };
}

/** The photos without detections below a confidence. */
export function surerThan(threshold: number, photos: readonly JudgedPhoto[]): JudgedPhoto[] {
  return photos.map(({ truth, detections }) => ({
    truth,
    detections: detections.filter(({ confidence }) => confidence >= threshold),
  }));
}

/** Every label that is in the truth or was seen, sorted. */
export function labelsOf(photos: readonly JudgedPhoto[]): string[] {
  const all = photos.flatMap(({ truth, detections }) => [...truth, ...detections].map(({ label }) => label));
  return [...new Set(all)].sort();
}
