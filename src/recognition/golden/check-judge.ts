import { type Calibration, calibrate, fitCalibration, UNCALIBRATED } from "../calibration.ts";
import type { GoldenHeader } from "./golden-model-file.ts";
import { type Example, openJudge } from "./place-judge.ts";
import type { PlannedTile } from "./plan-tiles.ts";

const FOLDS = 4;
const SURE = 0.5;
/** Places with and without the part that a calibration needs. */
const ENOUGH = 8;

/**
 * Judges the places of photos left out by what the others taught, fits the calibration to that, and counts what to
 * expect of new photos. Made examples do not count: fitted to them, confidence rose until parts missing from a board
 * passed.
 * @returns undefined for a single photo: nothing can be left out
 */
export function checkJudge(
  examples: readonly (Example & Pick<PlannedTile, "kind" | "photo">)[],
  blocks: readonly number[],
  labels: number,
): { calibration: Calibration; expected: NonNullable<GoldenHeader["card"]["expected"]> } | undefined {
  const photos = [...new Set(examples.map(({ photo }) => photo))];
  if (photos.length < 2) return undefined;
  const folds = Math.min(FOLDS, photos.length);
  const seenAt = examples.map(({ place }) => place);
  const labelsAt = new Map(seenAt.map((place) => [place, new Set<number>()]));
  for (const { place, label } of examples) if (label >= 0) labelsAt.get(place)?.add(label);
  const tried: { score: number; right: boolean }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const leftOut = new Set(photos.filter((_, at) => at % folds === fold));
    const rest = examples.filter(({ photo }) => !leftOut.has(photo));
    const { judge } = openJudge(rest, blocks, labels, UNCALIBRATED);
    for (const { photo, kind, description, place, label } of examples) {
      if (!leftOut.has(photo) || kind !== "real") continue;
      const asked = [...(labelsAt.get(place) ?? [])];
      for (const [at, score] of judge(description, place, asked).entries())
        tried.push({ score, right: asked[at] === label });
    }
  }
  const present = tried.filter(({ right }) => right);
  const absent = tried.filter(({ right }) => !right);
  const enough = Math.min(present.length, absent.length) >= ENOUGH;
  const calibration = enough ? fitCalibration(tried) : UNCALIBRATED;
  const isSure = ({ score }: { score: number }) => calibrate(score, calibration) >= SURE;
  return {
    calibration,
    expected: {
      present: present.length,
      missed: present.filter((one) => !isSure(one)).length,
      absent: absent.length,
      escaped: absent.filter(isSure).length,
    },
  };
}
