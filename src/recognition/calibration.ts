import { z } from "zod";

/** Confidence = 1 / (1 + exp(−(slope · logit(score) + offset))). */
export const calibrationSchema = z.strictObject({ slope: z.number().positive(), offset: z.number() });
export type Calibration = z.infer<typeof calibrationSchema>;

export const UNCALIBRATED: Calibration = { slope: 1, offset: 0 };

/** Scores nearer to 0 or 1 than this are not told apart. */
const EDGE = 1e-4;
const STEPS = 100;
/** Detections the prior counts as: with few of them the fit stays near the slope 1 and offset 0. */
const PRIOR = 2;
const SLOPE = { least: 0.3, most: 2 } as const;

export function calibrate(score: number, { slope, offset }: Calibration): number {
  return 1 / (1 + Math.exp(-(slope * logit(score) + offset)));
}

/**
 * Fits confidence to how often detections of a score were right on photos the head had not seen (Platt scaling
 * with his smoothed targets, Newton steps, and a prior for few detections).
 */
export function fitCalibration(seen: readonly { score: number; right: boolean }[]): Calibration {
  const right = seen.filter((detection) => detection.right).length;
  const targets = { right: (right + 1) / (right + 2), wrong: 1 / (seen.length - right + 2) };
  let { slope, offset } = UNCALIBRATED;
  for (let step = 0; step < STEPS; step++) {
    let [gradientSlope, gradientOffset] = [PRIOR * (slope - 1), 0.1 * PRIOR * offset];
    let [curveSlope, curveBoth, curveOffset] = [PRIOR, 0, 0.1 * PRIOR];
    for (const detection of seen) {
      const x = logit(detection.score);
      const confidence = 1 / (1 + Math.exp(-(slope * x + offset)));
      const error = confidence - (detection.right ? targets.right : targets.wrong);
      const curve = confidence * (1 - confidence);
      gradientSlope += error * x;
      gradientOffset += error;
      curveSlope += curve * x * x;
      curveBoth += curve * x;
      curveOffset += curve;
    }
    const determinant = curveSlope * curveOffset - curveBoth * curveBoth;
    if (determinant < 1e-12) break;
    // Half steps: a whole Newton step can overshoot where the detections separate cleanly.
    slope -= (0.5 * (gradientSlope * curveOffset - gradientOffset * curveBoth)) / determinant;
    offset -= (0.5 * (gradientOffset * curveSlope - gradientSlope * curveBoth)) / determinant;
  }
  if (!Number.isFinite(slope) || !Number.isFinite(offset)) return UNCALIBRATED;
  return { slope: Math.min(SLOPE.most, Math.max(SLOPE.least, slope)), offset };
}

function logit(score: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, score));
  return Math.log(inside / (1 - inside));
}
