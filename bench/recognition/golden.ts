/**
 * How well models of mode `golden` judge the places of widgets with a fixed layout: prints one line a trial.
 * A photo counts as a recipe would judge it with its defaults: sure from confidence 0.6, unsure from 0.3.
 * Run: npm run build && npx tsx bench/recognition/golden.ts [words of the trials to run]
 */
import { performance } from "node:perf_hooks";
import { centerOf, type Detection } from "../../src/domain/detection.ts";
import { createRecognitionPool, type RecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { decodeFile } from "./decode-file.ts";
import { type GoldenTrial, listGoldenTrials, type TruePlace } from "./golden-data-sets.ts";

const SURE = 0.6;
const UNSURE = 0.3;
/** A detection whose center is this near (in sides of the true box) is of the place. */
const REACH = 0.6;

type Tally = {
  photos: number;
  unaligned: number;
  places: number;
  right: number;
  unsure: number;
  missing: number;
  missingFound: number;
  missingPassed: number;
  present: number;
  falseRejects: number;
  escapes: number;
  reviewed: number;
  falselyFailed: number;
};

async function run(trial: GoldenTrial, pool: RecognitionPool): Promise<string> {
  const begun = performance.now();
  const file = await pool.teach(trial.taught, { look: "golden", seed: 1 });
  const teachSeconds = (performance.now() - begun) / 1000;
  const tally: Tally = {
    photos: 0,
    unaligned: 0,
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
  };
  let lookMs = 0;
  for (const { photo, places } of trial.tried) {
    const decoded = await decodeFile(photo);
    const start = performance.now();
    const look = await pool.detectParts(decoded, { version: trial.name, load: async () => file });
    lookMs += performance.now() - start;
    count(tally, places, look.detections, look.reservations.length > 0);
  }
  const share = (part: number, whole: number) => (whole === 0 ? "none" : (part / whole).toFixed(4));
  return [
    trial.name,
    `teach ${teachSeconds.toFixed(1)} s`,
    `${(lookMs / tally.photos).toFixed(0)} ms a photo`,
    `model ${(file.length / 1e6).toFixed(1)} MB`,
    `${tally.photos} photos, ${tally.unaligned} with a reservation`,
    `places right ${share(tally.right, tally.places)} of ${tally.places}, unsure ${tally.unsure}`,
    `missing ${tally.missing}: found ${share(tally.missingFound, tally.missing)}, passed ${tally.missingPassed}`,
    `false rejects ${share(tally.falseRejects, tally.present)} of ${tally.present}`,
    `photos: escaped ${tally.escapes}, review ${share(tally.reviewed, tally.photos)}, ` +
      `falsely failed ${share(tally.falselyFailed, tally.photos)}`,
  ].join(" · ");
}

/** A place is right when its part is sure and there, or neither there nor sure nor unsure. */
function count(
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
  if (reserved) tally.unaligned++;
  if (wrong === 0 && (unsure > 0 || reserved)) tally.reviewed++;
  if (wrong > 0 && complete) tally.falselyFailed++;
  if (wrong + unsure === 0 && !reserved && escaping > 0) tally.escapes++;
}

const words = process.argv.slice(2);
const pool = createRecognitionPool();
try {
  for await (const trial of listGoldenTrials()) {
    if (words.some((word) => !trial.name.includes(word))) continue;
    process.stdout.write(`${await run(trial, pool)}\n`);
  }
} finally {
  await pool.close();
}
