import type { Turns } from "./augmentation.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { TeachPlan } from "./teach-find.ts";

/**
 * The size, √(width · height) in pixels, at which the middle part is looked at. fastener_kit's 70 taught photos, each
 * left out once, one head: mAP50 0.919 and mAP50-95 0.538 with 80 (four heads' mean); 0.942 and 0.575 with 96.
 */
const PART_PIXELS = 96;
const LONG_SIDE = { min: 256, max: 1024 } as const;
/**
 * Views of each photo: few photos are seen more often, up to where it no longer helps. fastener_kit with 20
 * photos: mAP50 0.72 with 8 views; 0.87, 0.82 and 0.82 (three seeds) with 24. Beyond 170 photos fewer would
 * do, and memory counts: every view leaves 0.2 MB of cells.
 */
const VIEWS = { all: 1400, least: 8, most: 24 } as const;
/** Share of the views in each round. */
const ROUNDS = [0.5, 0.5] as const;
/**
 * Steps of learning grow with what there is to learn from: 1,600 for 1,400 views. fastener_kit, 70 taught photos, each
 * left out once: mAP50-95 0.609 with 600 steps, 0.622 with 900.
 */
const STEPS = { all: 1600, least: 300, scout: 150, check: 0.35 } as const;
/** What a quick lesson does of a normal one. */
const QUICK = 0.3;

/** How large to look and how long to learn, from the number of photos and the sizes of their parts. */
export function planTeaching(
  examples: readonly LabelledPhoto[],
  turns: Turns,
  effort: "quick" | "normal",
): TeachPlan & { longSide: number; checkSteps: number } {
  const sizes = examples.flatMap(({ width, height, boxes }) =>
    boxes.map(({ box }) => Math.sqrt(box.width * width * box.height * height) / Math.max(width, height)),
  );
  sizes.sort((a, b) => a - b);
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 1;
  // Enlarging a photo beyond what the camera saw costs time and shows nothing more.
  const photoSide = Math.max(...examples.map(({ width, height }) => Math.max(width, height)));
  const most = Math.min(LONG_SIDE.max, Math.max(LONG_SIDE.min, photoSide));
  const longSide = Math.round(Math.min(most, Math.max(LONG_SIDE.min, PART_PIXELS / middle)));
  const share = effort === "quick" ? QUICK : 1;
  const views = share * Math.min(VIEWS.most, Math.max(VIEWS.least, VIEWS.all / examples.length));
  const shown = Math.min(1, (views * examples.length) / VIEWS.all);
  const steps = Math.max(share * STEPS.least, STEPS.all * Math.sqrt(shown));
  return {
    longSide,
    limits: { turns, tilt: 0.1, zoom: 1.2 },
    viewsPerRound: ROUNDS.map((part) => Math.max(1, Math.round(part * views))),
    scoutSteps: Math.round(STEPS.scout * share),
    steps: Math.round(steps),
    checkSteps: Math.round(steps * STEPS.check),
  };
}
