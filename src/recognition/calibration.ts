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
const PRIOR_OFFSET = 0.2;
const SLOPE = { least: 0.3, most: 2 } as const;
/** In logits: calibration may halve or double a doubt many times over, but never turn a faint score into certainty. */
const OFFSET_BOUND = 3;

export function calibrate(score: number, { slope, offset }: Calibration): number {
  return 1 / (1 + Math.exp(-(slope * logit(score) + offset)));
}

/**
 * Fits confidence to how often detections of a score were right on photos the head had not seen (Platt scaling
 * with his smoothed targets, and a prior for few detections). The loss is convex, and a Newton step is taken only
 * as far as the loss falls: where right and wrong separate cleanly, whole steps overshoot without end.
 */
export function fitCalibration(seen: readonly { score: number; right: boolean }[]): Calibration {
  const right = seen.filter((detection) => detection.right).length;
  const targets = { right: (right + 1) / (right + 2), wrong: 1 / (seen.length - right + 2) };
  const samples = seen.map((s) => ({ x: logit(s.score), target: s.right ? targets.right : targets.wrong }));
  let best = UNCALIBRATED;
  let loss = lossOf(samples, best);
  for (let step = 0; step < STEPS; step++) {
    const direction = newtonStep(samples, best);
    let shorter: Calibration | undefined;
    for (let length = 1; length > 1e-4 && !shorter; length /= 2) {
      const next = bounded(best.slope + length * direction.slope, best.offset + length * direction.offset);
      const lossThere = lossOf(samples, next);
      if (lossThere >= loss - 1e-9) continue;
      shorter = next;
      loss = lossThere;
    }
    if (!shorter) break;
    best = shorter;
  }
  return best;
}

type Sample = { x: number; target: number };

function lossOf(samples: readonly Sample[], { slope, offset }: Calibration): number {
  const prior = (PRIOR / 2) * (slope - 1) ** 2 + (PRIOR_OFFSET / 2) * offset ** 2;
  return samples.reduce((sum, { x, target }) => {
    const z = slope * x + offset;
    // log(1 + e^z) − target · z, written so that a large z does not overflow.
    return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target * z;
  }, prior);
}

function newtonStep(samples: readonly Sample[], { slope, offset }: Calibration): Calibration {
  let [gradientSlope, gradientOffset] = [PRIOR * (slope - 1), PRIOR_OFFSET * offset];
  let [curveSlope, curveBoth, curveOffset] = [PRIOR, 0, PRIOR_OFFSET];
  for (const { x, target } of samples) {
    const confidence = 1 / (1 + Math.exp(-(slope * x + offset)));
    const curve = confidence * (1 - confidence);
    gradientSlope += (confidence - target) * x;
    gradientOffset += confidence - target;
    curveSlope += curve * x * x;
    curveBoth += curve * x;
    curveOffset += curve;
  }
  // The priors keep the curvature positive definite, so the determinant is above zero.
  const determinant = curveSlope * curveOffset - curveBoth * curveBoth;
  return {
    slope: -(gradientSlope * curveOffset - gradientOffset * curveBoth) / determinant,
    offset: -(gradientOffset * curveSlope - gradientSlope * curveBoth) / determinant,
  };
}

function bounded(slope: number, offset: number): Calibration {
  return {
    slope: Math.min(SLOPE.most, Math.max(SLOPE.least, slope)),
    offset: Math.min(OFFSET_BOUND, Math.max(-OFFSET_BOUND, offset)),
  };
}

function logit(score: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, score));
  return Math.log(inside / (1 - inside));
}
