/**
 * How well models taught from few photos find parts in others: prints one line a trial and seed, then one a bar.
 * fastener_kit tries only 20 photos, and seeds alone move its mAP50 by up to 0.05: compare means, and choose between
 * variants by what the model itself expects (photos left out in turn), never by the photos tried here.
 * Run: npm run build && npx tsx bench/recognition/few-photo-accuracy.ts [words of the trials to run]
 */
import { performance } from "node:perf_hooks";
import { centerOf, type Detection, overlap } from "../../src/domain/detection.ts";
import { evaluate } from "../../src/recognition/evaluate.ts";
import type { LabelledPhoto } from "../../src/recognition/labelled-photo.ts";
import { readModelFile } from "../../src/recognition/model-file.ts";
import { createRecognitionPool, type RecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { listTrials, type Trial } from "./data-sets.ts";
import { decodeFile } from "./decode-file.ts";
import { type FindFigures, reportFindBars } from "./find-bars.ts";

type Judged = { truth: LabelledPhoto["boxes"]; detections: Detection[] };

const SEEDS = [1, 2] as const;
const SURE = 0.5;
const BAND = { from: 0.3, to: 0.6 } as const;
/** A detection whose center is this near (in sides of the box) fills the slot. */
const SLOT_REACH = 0.5;

async function run(trial: Trial, seed: number, pool: RecognitionPool): Promise<string> {
  const begun = performance.now();
  const file = await pool.teach(trial.taught, { seed });
  const teachSeconds = (performance.now() - begun) / 1000;
  const judged: Judged[] = [];
  let lookMs = 0;
  for (const photo of trial.tried) {
    const decoded = await decodeFile(photo.file);
    const start = performance.now();
    const { detections } = await pool.detectParts(decoded, {
      version: `${trial.name} ${seed}`,
      load: async () => file,
    });
    lookMs += performance.now() - start;
    judged.push({ truth: photo.boxes, detections });
  }
  const figures = evaluate(judged, SURE);
  const slots = trial.slots ? slotFigures(judged) : undefined;
  results.push({ name: trial.name, ...figures, ...(slots ? { slots } : {}) });
  const parts = figures.perPart.map(
    ({ label, precision, recall }) => `${label} p ${precision.toFixed(3)} r ${recall.toFixed(3)}`,
  );
  return [
    trial.name,
    `seed ${seed}`,
    `teach ${teachSeconds.toFixed(1)} s`,
    `${(lookMs / trial.tried.length).toFixed(1)} ms a photo`,
    `mAP50 ${figures.mAP50.toFixed(4)}`,
    `mAP50-95 ${figures.mAP50_95.toFixed(4)}`,
    `counts exact ${figures.countExact.toFixed(3)}`,
    ...(slots ? [describeSlots(slots)] : []),
    ...parts,
    `reliability ${reliability(judged)}`,
    `the model itself expects ${expectation(file)}`,
  ].join(" · ");
}

function expectation(file: Uint8Array): string {
  const { calibration, card } = readModelFile(file).header;
  const { mAP50 = 0, mAP50_95 = 0, countExact = 0 } = card.expected ?? {};
  return (
    `mAP50 ${mAP50.toFixed(3)} mAP50-95 ${mAP50_95.toFixed(3)} counts exact ${countExact.toFixed(3)}, ` +
    `calibration ${calibration.slope.toFixed(2)} ${calibration.offset.toFixed(2)}`
  );
}

/** Of the detections of each band of confidence: how many there are, and the share that is right. */
function reliability(judged: readonly Judged[]): string {
  const bands = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.01];
  const totals = bands.map(() => ({ seen: 0, right: 0 }));
  for (const { truth, detections } of judged) {
    const taken = new Set<number>();
    for (const { label, confidence, box } of detections) {
      const match = truth.findIndex(
        (part, at) => !taken.has(at) && part.label === label && box && overlap(part.box, box) >= 0.5,
      );
      if (match >= 0) taken.add(match);
      const total = totals[bands.findIndex((end) => confidence < end)];
      if (!total) continue;
      total.seen++;
      if (match >= 0) total.right++;
    }
  }
  return totals
    .map(({ seen, right }, at) => `<${bands[at]}: ${right}/${seen}`)
    .slice(1)
    .join(" ");
}

/** Four slots a photo, each with a screw or a hole. A photo with a missing screw and four sure ones escapes. */
function slotFigures(judged: readonly Judged[]) {
  let [right, slots, escapes, reviewed, falselyFailed] = [0, 0, 0, 0, 0];
  for (const { truth, detections } of judged) {
    const screws = detections.filter(({ label }) => label === "screw");
    const sure = screws.filter(({ confidence }) => confidence >= SURE);
    const unsure = screws.filter(({ confidence }) => confidence >= BAND.from && confidence < BAND.to);
    for (const { label, box } of truth) {
      const middle = centerOf(box);
      const filled = sure.some((detection) => {
        const seen = detection.box && centerOf(detection.box);
        return (
          seen !== undefined &&
          Math.abs(seen.x - middle.x) < box.width * SLOT_REACH &&
          Math.abs(seen.y - middle.y) < box.height * SLOT_REACH
        );
      });
      slots++;
      if (filled === (label === "screw")) right++;
    }
    const complete = truth.every(({ label }) => label === "screw");
    if (unsure.length > 0) reviewed++;
    if (!complete && sure.length >= 4) escapes++;
    if (complete && sure.length !== 4) falselyFailed++;
  }
  const share = (count: number) => count / judged.length;
  return {
    right: right / slots,
    escapes,
    reviewed: share(reviewed),
    falselyFailed: share(falselyFailed),
  };
}

function describeSlots({ right, escapes, reviewed, falselyFailed }: ReturnType<typeof slotFigures>): string {
  return (
    `slots right ${right.toFixed(4)} · escapes ${escapes} · ` +
    `review ${reviewed.toFixed(3)} · falsely failed ${falselyFailed.toFixed(3)}`
  );
}

const words = process.argv.slice(2);
const results: FindFigures[] = [];
const pool = createRecognitionPool();
try {
  for (const trial of await listTrials()) {
    if (words.some((word) => !trial.name.includes(word))) continue;
    for (const seed of SEEDS) process.stdout.write(`${await run(trial, seed, pool)}\n`);
  }
  reportFindBars(results);
} finally {
  await pool.close();
}
