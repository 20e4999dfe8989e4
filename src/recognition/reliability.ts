import { type JudgedPhoto, labelsOf, matchLabel } from "./match-detections.ts";

/** Detections whose confidence is from `from` up to `to`; `null` where there are none. */
export type ReliabilityBin = {
  from: number;
  to: number;
  count: number;
  meanConfidence: number | null;
  /** Share of them that found a part, 0 to 1. */
  shareRight: number | null;
};

/** How far confidence says what it should: of detections with confidence 0.8, about 80 % should be right. */
export type Reliability = {
  bins: ReliabilityBin[];
  /** Mean distance of confidence and share right, each bin weighed by its count; 0 is perfect. */
  expectedCalibrationError: number;
};

const BINS = 10;

/** All detections count, also weak ones. */
export function reliabilityOf(photos: readonly JudgedPhoto[]): Reliability {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const photo of photos) {
    for (const { detection, part } of labelsOf([photo]).flatMap((label) => matchLabel(photo, label))) {
      const sum = sums[Math.min(BINS - 1, Math.floor(detection.confidence * BINS))];
      if (!sum) continue;
      sum.count++;
      sum.confidence += detection.confidence;
      if (part) sum.right++;
    }
  }
  const total = sums.reduce((all, { count }) => all + count, 0);
  return {
    bins: sums.map(({ count, confidence, right }, index) => ({
      from: index / BINS,
      to: (index + 1) / BINS,
      count,
      meanConfidence: count === 0 ? null : confidence / count,
      shareRight: count === 0 ? null : right / count,
    })),
    expectedCalibrationError:
      sums.reduce((error, { confidence, right }) => error + Math.abs(confidence - right), 0) /
      Math.max(1, total),
  };
}
