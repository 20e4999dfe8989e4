import type { Box } from "../domain/detection.ts";
import { type Conditions, chooseConditions, SPREADS } from "./conditions.ts";
import { type PhotoOptions, parsePhotoRequest } from "./photo-options.ts";
import { boxOf, choosePose, type Pose } from "./pose.ts";
import { type Random, seededRandom } from "./random.ts";
import type { WidgetDesign, WidgetPart } from "./widget.ts";

/** What is really on a photo. */
export type PhotoTruth = {
  index: number;
  serial: string;
  /** In the order of the design. The box of a part that is not present says where it would be. */
  parts: { label: string; name: string; present: boolean; box: Box }[];
  complete: boolean;
};

/** Everything about a photo but its pixels. */
export type PhotoPlan = {
  width: number;
  height: number;
  pose: Pose;
  conditions: Conditions;
  /** As fitted: a part has some play in its place. */
  fitted: readonly { part: WidgetPart; present: boolean }[];
  truth: PhotoTruth;
  /** Streams for the drawing, by part name and so on. */
  random: Random;
};

/**
 * Decide photo `index` of the line `seed`. It depends on nothing else: not on the photos before it, and the pose,
 * the light and the other parts do not depend on which part is missing.
 * @throws PartproofError `invalid-input`
 */
export function planPhoto(
  design: WidgetDesign,
  seed: number,
  index: number,
  options: PhotoOptions = {},
): PhotoPlan {
  const { width, height, difficulty, missingRate, missing } = parsePhotoRequest(design, seed, index, options);
  const random = seededRandom(design.id, seed, index);
  const spread = SPREADS[difficulty];
  const pose = choosePose(design, { width, height }, spread.pose, random.fork("pose"));
  const left = missing ?? chooseMissing(design, missingRate, random.fork("missing"));
  const fitted = design.parts.map((part) => ({
    part: nudged(part, spread.jitter, random.fork(`play ${part.name}`)),
    present: !left.includes(part.name),
  }));
  return {
    width,
    height,
    pose,
    conditions: chooseConditions(seed, difficulty, random.fork("conditions")),
    fitted,
    random,
    truth: {
      index,
      serial: serialOf(design, seed, index),
      parts: fitted.map(({ part, present }) => ({
        label: part.label,
        name: part.name,
        present,
        box: boxOf(pose, design, part, { width, height }),
      })),
      complete: fitted.every(({ present }) => present),
    },
  };
}

/** Unique for a design and, but for one chance in 65,536, across seeds; harmless in a path, a mail and a URL. */
function serialOf(design: WidgetDesign, seed: number, index: number): string {
  const batch = seededRandom("batch", seed).below(0x10000).toString(16).toUpperCase().padStart(4, "0");
  return `${design.serialPrefix}-${batch}-${String(index).padStart(6, "0")}`;
}

function chooseMissing(design: WidgetDesign, rate: number, random: Random): string[] {
  if (!random.chance(rate)) return [];
  const howMany = random.next();
  const count = howMany < 0.75 ? 1 : howMany < 0.95 ? 2 : 3;
  const names = design.parts.map((part) => part.name);
  return Array.from({ length: count }, () => names.splice(random.below(names.length), 1)).flat();
}

function nudged(part: WidgetPart, play: number, random: Random): WidgetPart {
  return {
    ...part,
    x: part.x + random.between(-play, play),
    y: part.y + random.between(-play, play),
    turnDegrees: part.turnDegrees + random.between(-6, 6) * play,
  };
}
