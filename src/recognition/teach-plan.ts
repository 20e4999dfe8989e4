import type { LabelledPhoto } from "./labelled-photo.ts";
import type { TeachPlan } from "./teach-find.ts";

/** The size, √(width · height) in pixels, at which the middle part is looked at; larger is slower, not surer. */
const PART_PIXELS = 80;
const LONG_SIDE = { min: 256, max: 1024 } as const;
/** Views looked at in all, spread over the photos: few photos are seen more often. */
const VIEWS = 160;
const ROUNDS = { views: [0.375, 0.375, 0.25], least: [3, 3, 2], steps: [250, 250, 500] } as const;

/** How large to look and how long to learn, from the number of photos and the sizes of their parts. */
export function planTeaching(
  examples: readonly LabelledPhoto[],
  anyAngle: boolean,
): TeachPlan & { longSide: number } {
  const sizes = examples.flatMap(({ width, height, boxes }) =>
    boxes.map(({ box }) => Math.sqrt(box.width * width * box.height * height) / Math.max(width, height)),
  );
  sizes.sort((a, b) => a - b);
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 1;
  const longSide = Math.round(Math.min(LONG_SIDE.max, Math.max(LONG_SIDE.min, PART_PIXELS / middle)));
  return {
    longSide,
    limits: { anyAngle, tilt: 0.1, zoom: 1.2 },
    viewsPerRound: ROUNDS.views.map((share, round) =>
      Math.max(ROUNDS.least[round] ?? 1, Math.round((share * VIEWS) / examples.length)),
    ),
    stepsPerRound: ROUNDS.steps,
  };
}
