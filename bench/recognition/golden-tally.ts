import { centerOf, type Detection } from "../../src/domain/detection.ts";
import type { TruePlace } from "./golden-data-sets.ts";

const SURE = 0.6;
const UNSURE = 0.3;
/** A detection whose center is this near (in sides of the true box) is of the place. */
const REACH = 0.6;

/** Counts of photos and places over one trial. */
export type Tally = ReturnType<typeof emptyTally>;

export function emptyTally() {
  return {
    photos: 0,
    reserved: 0,
    places: 0,
    right: 0,
    unsure: 0,
    missing: 0,
    missingFound: 0,
    missingPassed: 0,
    present: 0,
    falseRejects: 0,
    escapes: 0,
    reviewed: 0,
    falselyFailed: 0,
    foreign: 0,
    foreignJudged: 0,
  };
}

/** Medians, milliseconds. `bare`: one run of the backbone on the photo at the size the model looks at. */
export type Speed = { look: number; bare: number; teachSeconds: number };
export type GoldenResult = { name: string; tally: Tally; speed: Speed };

/** A place is right when its part is sure and there, or neither there nor sure nor unsure. */
export function countPhoto(
  tally: Tally,
  places: readonly TruePlace[],
  seen: readonly Detection[],
  reserved: boolean,
): void {
  tally.photos++;
  let [wrong, unsure, escaping] = [0, 0, 0];
  for (const { label, present, box } of places) {
    if (present === undefined) continue;
    const middle = centerOf(box);
    const confidence = seen.reduce((most, detection) => {
      if (detection.label !== label || !detection.box) return most;
      const { x, y } = centerOf(detection.box);
      const near = Math.abs(x - middle.x) < box.width * REACH && Math.abs(y - middle.y) < box.height * REACH;
      return near ? Math.max(most, detection.confidence) : most;
    }, 0);
    const state = confidence >= SURE ? "sure" : confidence >= UNSURE || reserved ? "unsure" : "missing";
    tally.places++;
    if (present) tally.present++;
    else tally.missing++;
    if (state === (present ? "sure" : "missing")) tally.right++;
    if (state === "unsure") unsure++;
    if (!present && state === "missing") tally.missingFound++;
    if (!present && state === "sure") {
      tally.missingPassed++;
      escaping++;
    }
    if (present && state === "missing") tally.falseRejects++;
    if (state === "missing") wrong++;
  }
  tally.unsure += unsure;
  const complete = places.every(({ present }) => present !== false);
  if (reserved) tally.reserved++;
  if (wrong === 0 && (unsure > 0 || reserved)) tally.reviewed++;
  if (wrong > 0 && complete) tally.falselyFailed++;
  if (wrong + unsure === 0 && !reserved && escaping > 0) tally.escapes++;
}
