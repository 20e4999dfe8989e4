import type { PoseRange } from "./pose.ts";
import { type Random, seededRandom } from "./random.ts";
import { turned } from "./svg.ts";
import type { Vector } from "./widget.ts";
import type { BenchKind } from "./workbench.ts";

export type Difficulty = "easy" | "normal" | "hard";

/** What lamp and camera do to one photo. */
export type Conditions = {
  /** Unit vector in the photo toward the lamp. */
  light: Vector;
  /** Share of the light that is lost from the lit edge of the photo to the far one. */
  falloff: number;
  vignette: number;
  exposure: number;
  /** Gain of red, green and blue. */
  cast: readonly [number, number, number];
  /** Strength of a soft reflection on the widget, 0 for none, and where: fractions of the photo. */
  glare: { strength: number; x: number; y: number };
  /** Standard deviations: blur in pixels of an 800 px wide photo, noise in levels of 255 at full light. */
  blur: number;
  noise: number;
  jpegQuality: number;
  bench: { kind: BenchKind; x: number; y: number };
};

type Spread = {
  pose: PoseRange;
  light: number;
  cast: number;
  exposure: number;
  blur: readonly [number, number];
  noise: readonly [number, number];
  jpegQuality: readonly [number, number];
  glare: number;
  jitter: number;
};

/** How far each condition strays. `jitter` is the play of a part in its place, in millimeters. */
export const SPREADS: Readonly<Record<Difficulty, Spread>> = {
  easy: {
    pose: { degrees: 2, shift: 0.01, zoom: 0.01 },
    light: 15,
    cast: 0.015,
    exposure: 0.04,
    blur: [0.4, 0.6],
    noise: [2, 3.5],
    jpegQuality: [88, 94],
    glare: 0.08,
    jitter: 0.1,
  },
  normal: {
    pose: { degrees: 7, shift: 0.03, zoom: 0.06 },
    light: 50,
    cast: 0.04,
    exposure: 0.13,
    blur: [0.5, 1.0],
    noise: [3, 7],
    jpegQuality: [80, 92],
    glare: 0.22,
    jitter: 0.25,
  },
  hard: {
    pose: { degrees: 14, shift: 0.06, zoom: 0.14 },
    light: 180,
    cast: 0.09,
    exposure: 0.28,
    blur: [0.8, 1.9],
    noise: [6, 14],
    jpegQuality: [60, 85],
    glare: 0.4,
    jitter: 0.45,
  },
};

const BENCHES: readonly BenchKind[] = ["steel", "mat", "wood"];

/**
 * The bench and the lamp belong to the line, so to the seed; a photo strays from there. On a `hard` line the
 * bench changes from photo to photo as well.
 */
export function chooseConditions(seed: number, difficulty: Difficulty, photo: Random): Conditions {
  const line = seededRandom("line", seed);
  const spread = SPREADS[difficulty];
  const lampDegrees = line.between(0, 360) + photo.between(-spread.light, spread.light);
  const lineBench = line.below(BENCHES.length);
  const photoBench = photo.below(BENCHES.length);
  const warmth = line.between(-0.03, 0.05) + photo.between(-spread.cast, spread.cast);
  const tint = photo.between(-spread.cast, spread.cast) / 3;
  const stray = (range: readonly [number, number]) => photo.between(range[0], range[1]);
  return {
    light: turned({ x: 1, y: 0 }, lampDegrees),
    falloff: photo.between(0.08, 0.16 + spread.exposure),
    vignette: line.between(0.08, 0.2),
    exposure: 0.95 + photo.between(-spread.exposure, spread.exposure),
    cast: [1 + warmth, 1 + tint, 1 - warmth],
    glare: {
      strength: Math.max(0, photo.between(-0.5, 1)) * spread.glare,
      x: photo.between(0.2, 0.8),
      y: photo.between(0.2, 0.8),
    },
    blur: stray(spread.blur),
    noise: stray(spread.noise),
    jpegQuality: Math.round(stray(spread.jpegQuality)),
    bench: {
      kind: BENCHES[difficulty === "hard" ? photoBench : lineBench] ?? "steel",
      x: photo.below(1024),
      y: photo.below(1024),
    },
  };
}
