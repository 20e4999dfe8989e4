/**
 * How well models of mode `golden` judge the places of widgets with a fixed layout: prints one line a trial, then one a
 * bar with mean and worst over its trials. A photo counts as a recipe would judge it with its defaults: sure from
 * confidence 0.6, unsure from 0.3. Then every model is shown photos of other things, which it must not judge.
 * Run: npm run build && npx tsx bench/recognition/golden.ts [words of the trials to run]
 */
import { performance } from "node:perf_hooks";
import { openBackbone } from "../../src/recognition/backbone.ts";
import { readOutline } from "../../src/recognition/model-container.ts";
import { createRecognitionPool, type RecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { toWorkingPhoto } from "../../src/recognition/working-photo.ts";
import { decodeFile } from "./decode-file.ts";
import { printBars } from "./golden-bars.ts";
import { type GoldenTrial, listForeignPhotos, listGoldenTrials } from "./golden-data-sets.ts";
import { countPhoto, emptyTally, type GoldenResult } from "./golden-tally.ts";

const words = process.argv.slice(2);
const pool = createRecognitionPool({ threads: 1 });
const backbone = await openBackbone(1);
const results: GoldenResult[] = [];
try {
  for await (const trial of listGoldenTrials()) {
    if (words.some((word) => !trial.name.includes(word))) continue;
    const result = await run(trial, pool);
    results.push(result);
    process.stdout.write(`${lineOf(result)}\n`);
  }
  printBars(results);
} finally {
  await pool.close();
}

async function run(trial: GoldenTrial, pool: RecognitionPool): Promise<GoldenResult> {
  const begun = performance.now();
  const file = await pool.teach(trial.taught, { look: "golden", seed: 1 });
  const teachSeconds = (performance.now() - begun) / 1000;
  const model = { version: trial.name, load: async () => file };
  const { longSide } = readOutline(file);
  const tally = emptyTally();
  const looks: number[] = [];
  const bares: number[] = [];
  for (const { photo, places } of trial.tried) {
    const decoded = await decodeFile(photo);
    const working = await toWorkingPhoto(decoded, longSide);
    // Turn about, so that a busy machine slows both alike.
    const start = performance.now();
    await backbone.look(working);
    const between = performance.now();
    const look = await pool.detectParts(decoded, model);
    bares.push(between - start);
    looks.push(performance.now() - between);
    countPhoto(tally, places, look.detections, look.reservations.length > 0);
  }
  for (const photo of listForeignPhotos(trial)) {
    const { reservations } = await pool.detectParts(await decodeFile(photo), model);
    tally.foreign++;
    if (reservations.length === 0) tally.foreignJudged++;
  }
  return { name: trial.name, tally, speed: { look: median(looks), bare: median(bares), teachSeconds } };
}

function lineOf({ name, tally, speed }: GoldenResult): string {
  const share = (part: number, whole: number) => (whole === 0 ? "none" : (part / whole).toFixed(4));
  return [
    name,
    `${tally.photos} photos, ${tally.reserved} with a reservation`,
    `places right ${share(tally.right, tally.places)} of ${tally.places}, unsure ${tally.unsure}`,
    `missing ${tally.missing}: found ${share(tally.missingFound, tally.missing)}, passed ${tally.missingPassed}`,
    `false rejects ${share(tally.falseRejects, tally.present)} of ${tally.present}`,
    `photos: escaped ${tally.escapes}, review ${share(tally.reviewed, tally.photos)}, ` +
      `falsely failed ${share(tally.falselyFailed, tally.photos)}`,
    `photos of other things judged: ${tally.foreignJudged} of ${tally.foreign}`,
    `look ${speed.look.toFixed(0)} ms = ${(speed.look / speed.bare).toFixed(2)} × bare (with resize and thread)`,
    `teach ${speed.teachSeconds.toFixed(1)} s = ${((speed.teachSeconds * 1000) / speed.bare).toFixed(0)} × bare`,
  ].join(" · ");
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
