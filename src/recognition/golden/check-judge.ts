import { type Calibration, calibrate, fitCalibration, UNCALIBRATED } from "../calibration.ts";
import type { DotProducts } from "../dot-products.ts";
import { viewPart } from "../part-view.ts";
import type { GoldenHeader } from "./golden-model-file.ts";
import { type Example, openJudge } from "./place-judge.ts";
import type { PlannedTile } from "./plan-tiles.ts";

const FOLDS = 4;
/** Places with and without the part that a calibration needs. */
const ENOUGH = 8;

/**
 * Judges the places of photos left out by what the others taught, fits the calibration to that, and keeps what was seen
 * there as evidence of what to expect of new photos. Made examples do not count: fitted to them, confidence rose until
 * parts missing from a board passed.
 * @returns undefined for a single photo: nothing can be left out
 */
export async function checkJudge(
  examples: readonly (Example & Pick<PlannedTile, "kind" | "photo">)[],
  blocks: readonly number[],
  labels: number,
  products: DotProducts,
): Promise<
  { calibration: Calibration; expected: NonNullable<GoldenHeader["card"]["expected"]> } | undefined
> {
  const photos = [...new Set(examples.map(({ photo }) => photo))];
  if (photos.length < 2) return undefined;
  const folds = Math.min(FOLDS, photos.length);
  const seenAt = examples.map(({ place }) => place);
  const labelsAt = new Map(seenAt.map((place) => [place, new Set<number>()]));
  for (const { place, label } of examples) if (label >= 0) labelsAt.get(place)?.add(label);
  const tried: { photo: number; place: number; label: number; score: number; right: boolean }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const leftOut = new Set(photos.filter((_, at) => at % folds === fold));
    const rest = examples.filter(({ photo }) => !leftOut.has(photo));
    const { judge } = await openJudge(rest, blocks, labels, UNCALIBRATED, products);
    const asked = examples
      .filter(({ photo, kind }) => leftOut.has(photo) && kind === "real")
      .map((example) => ({ ...example, labels: [...(labelsAt.get(example.place) ?? [])] }));
    const answers = await judge(asked);
    for (const [index, { photo, place, label, labels: names }] of asked.entries())
      for (const [at, score] of (answers[index] ?? []).entries()) {
        const name = names[at] ?? -1;
        tried.push({ photo, place, label: name, score, right: name === label });
      }
  }
  const present = tried.filter(({ right }) => right);
  const enough = Math.min(present.length, tried.length - present.length) >= ENOUGH;
  const calibration = enough ? fitCalibration(tried) : UNCALIBRATED;
  const filled = new Map<number, number>();
  for (const { place } of present) filled.set(place, (filled.get(place) ?? 0) + 1);
  const alsoFilled = present.reduce((sum, { place }) => sum + (filled.get(place) ?? 1) - 1, 0);
  return {
    calibration,
    expected: {
      shared: alsoFilled / Math.max(1, present.length * (photos.length - 1)),
      views: tried.map(({ photo, label, score, right }) => {
        const confidence = calibrate(score, calibration);
        return { label, ...viewPart(photo, right ? 1 : 0, [confidence]) };
      }),
    },
  };
}
