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
 * Steps of learning grow with the photos: few are soon learned by heart, and then what differs from them is lost.
 * bottle_caps, 10 frames of clips 4+9 tried on other clips: mAP50 0.94 with 373 steps, 0.89 with 662. fastener_kit, 70
 * taught photos, each left out once: mAP50-95 0.609 with 600 steps, 0.622 with 900.
 */
const STEPS = { aPhoto: 23, least: 300, most: 1600, scout: 150, check: 0.7 } as const;
/**
 * Loose parts of one kind are often told apart by size (a long screw, a medium one), standing ones come nearer and go
 * away. fastener_kit, 70 photos: mAP50-95 0.686 with 1.2, 0.681 with 1.4; bottle_caps, clips 2+5 and 4+9: mAP50 0.79 and
 * 0.91 with 1.2, 0.87 and 0.94 with 1.4.
 */
const ZOOM = { loose: 1.2, standing: 1.4 } as const;
/** The share of the views that a quick lesson draws; they are what takes time, not the steps. */
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
  const steps = Math.min(STEPS.most, Math.max(STEPS.least, share * STEPS.aPhoto * examples.length));
  return {
    longSide,
    limits: { turns, tilt: 0.1, zoom: turns === "any" ? ZOOM.loose : ZOOM.standing },
    viewsPerRound: ROUNDS.map((part) => Math.max(1, Math.round(part * views))),
    scoutSteps: STEPS.scout,
    steps: Math.round(steps),
    checkSteps: Math.round(steps * STEPS.check),
  };
}
