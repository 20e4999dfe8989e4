import { type Confusion, confusionOf } from "./confusion.ts";
import { type JudgedPhoto, matchLabel, surerThan } from "./match-detections.ts";
import { type Reliability, reliabilityOf } from "./reliability.ts";

export type PartFigures = { label: string; count: number; precision: number; recall: number; ap50: number };

export type Evaluation = {
  photos: number;
  /** Mean average precision as COCO defines it, 0 to 1: at IoU 0.5, and over IoU 0.50, 0.55 … 0.95. */
  mAP50: number;
  mAP50_95: number;
  /** The confidence from which a detection counts in `perPart`, `countExact` and `confusion`. */
  threshold: number;
  /** Precision is 1 where nothing was seen, recall 1 where nothing was there. */
  perPart: PartFigures[];
  /** Share of photos in which every part was seen exactly as often as it is there. */
  countExact: number;
  confusion: Confusion;
  reliability: Reliability;
};

const LEVELS = Array.from({ length: 10 }, (_, index) => 0.5 + 0.05 * index);

/**
 * Compares detections with the truth, as pycocotools does (area all, 100 detections a photo and part,
 * 101-point interpolation, mean over the parts that occur). Detections without a box count as seen nowhere.
 */
export function evaluate(photos: readonly JudgedPhoto[], threshold = 0.5): Evaluation {
  const labels = [...new Set(photos.flatMap(({ truth }) => truth.map(({ label }) => label)))].sort();
  const perLabel = labels.map((label) => LEVELS.map((level) => averagePrecision(photos, label, level)));
  const confident = surerThan(threshold, photos);
  const perPart = labels.map((label, index) => {
    const matches = confident.flatMap((photo) => matchLabel(photo, label));
    const hits = matches.filter(({ part }) => part).length;
    const count = countOf(photos, label);
    return {
      label,
      count,
      precision: matches.length === 0 ? 1 : hits / matches.length,
      recall: count === 0 ? 1 : hits / count,
      ap50: perLabel[index]?.[0] ?? 0,
    };
  });
  return {
    photos: photos.length,
    mAP50: mean(perLabel.map((levels) => levels[0] ?? 0)),
    mAP50_95: mean(perLabel.map((levels) => mean(levels))),
    threshold,
    perPart,
    countExact: mean(confident.map((photo) => (countsAgree(photo) ? 1 : 0))),
    confusion: confusionOf(confident),
    reliability: reliabilityOf(photos),
  };
}

function averagePrecision(photos: readonly JudgedPhoto[], label: string, level: number): number {
  const count = countOf(photos, label);
  const matches = photos.flatMap((photo) => matchLabel(photo, label, level));
  matches.sort((a, b) => b.detection.confidence - a.detection.confidence);
  const recall: number[] = [];
  const precision: number[] = [];
  let hits = 0;
  for (const [index, match] of matches.entries()) {
    if (match.part) hits++;
    recall.push(hits / count);
    precision.push(hits / (index + 1 + Number.EPSILON));
  }
  for (let index = precision.length - 2; index >= 0; index--) {
    precision[index] = Math.max(precision[index] ?? 0, precision[index + 1] ?? 0);
  }
  let sum = 0;
  let at = 0;
  for (let point = 0; point <= 100; point++) {
    while (at < recall.length && (recall[at] ?? 0) < (point === 100 ? 1 : point * 0.01)) at++;
    sum += precision[at] ?? 0;
  }
  return sum / 101;
}

function countOf(photos: readonly JudgedPhoto[], label: string): number {
  return photos.reduce((sum, { truth }) => sum + truth.filter((part) => part.label === label).length, 0);
}

function countsAgree({ truth, detections }: JudgedPhoto): boolean {
  const counts = new Map<string, number>();
  for (const { label } of truth) counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const { label } of detections) counts.set(label, (counts.get(label) ?? 0) - 1);
  return [...counts.values()].every((count) => count === 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
