/**
 * Which way to look `auto` chooses for each set at hand, why, how long each lesson took, and whether what the card says
 * to expect holds on other photos: prints a line a trial. Run:
 * npm run build && npx tsx bench/recognition/auto.ts [words of the trials to run]
 */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { checkThresholds } from "../../src/recognition/check-thresholds.ts";
import { describeEscapes } from "../../src/recognition/describe-rate.ts";
import type { LabelledPhoto } from "../../src/recognition/labelled-photo.ts";
import { readCoco } from "../../src/recognition/labels/coco.ts";
import { readCard, type TaughtCard } from "../../src/recognition/lesson-card.ts";
import type { JudgedPhoto } from "../../src/recognition/match-detections.ts";
import type { PartRates, PhotoRates } from "../../src/recognition/part-evidence.ts";
import { createRecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { controlBox } from "../../src/simulator/control-box.ts";
import { writeDataset } from "../../src/simulator/write-dataset.ts";
import { listTrials } from "./data-sets.ts";
import { decodeFile } from "./decode-file.ts";
import { listGoldenTrials } from "./golden-data-sets.ts";

/** `tried`: photos whose boxes are known; empty where they are known otherwise. */
type Trial = { name: string; taught: LabelledPhoto[]; tried: LabelledPhoto[] };

async function listAll(): Promise<Trial[]> {
  const trials: Trial[] = [...(await listTrials()), await controlBoxes()];
  for await (const { name, taught } of listGoldenTrials()) trials.push({ name, taught, tried: [] });
  return trials;
}

async function controlBoxes(): Promise<Trial> {
  const [taught, tried] = await Promise.all([boxes(1, 20, 0.8), boxes(2, 60, 0.6)]);
  return { name: "control-box, 20 photos", taught, tried };
}

async function boxes(seed: number, count: number, missingRate: number): Promise<LabelledPhoto[]> {
  const directory = await mkdtemp(join(tmpdir(), "boxes-"));
  const { cocoFile } = await writeDataset({
    design: controlBox,
    seed,
    count,
    options: { missingRate },
    directory,
  });
  return readCoco(cocoFile);
}

async function run({ name, taught, tried }: Trial): Promise<string> {
  const begun = performance.now();
  let half = begun;
  const file = await pool.teach(taught, { look: "auto" }, (fraction) => {
    if (fraction <= 0.5) half = performance.now();
  });
  const [golden, find] = [half - begun, performance.now() - half].map((ms) => (ms / 1000).toFixed(1));
  const { mode, card } = readCard(file);
  const parts = [
    name,
    `${mode} by ${card.choice?.by}, golden ${golden} s, find ${find} s`,
    `${card.choice?.reason}`,
    ...(card.proposal ? [`expected: ${describe(card.proposal)}`] : []),
    ...(tried.length > 0 ? [`on ${tried.length} others: ${await tryOn(tried, name, file, card)}`] : []),
  ];
  return parts.join(" · ");
}

async function tryOn(photos: LabelledPhoto[], version: string, file: Uint8Array, card: TaughtCard["card"]) {
  const judged: JudgedPhoto[] = [];
  for (const photo of photos) {
    const model = { version, load: async () => file };
    const { detections } = await pool.detectParts(await decodeFile(photo.file), model);
    judged.push({ truth: photo.boxes, detections });
  }
  return describe(checkThresholds(judged, card.proposal));
}

function describe({
  parts,
  photos,
}: {
  parts: (PartRates & { label: string })[];
  photos: PhotoRates;
}): string {
  const { failed, review } = photos;
  const escapes = parts.map((part) => `${part.label} ${describeEscapes(part.escapes)}`).join(", ");
  return `escapes ${escapes}; failed ${failed.events}, review ${review.events} of ${failed.trials}`;
}

const words = process.argv.slice(2);
const pool = createRecognitionPool();
try {
  for (const trial of await listAll()) {
    if (words.some((word) => !trial.name.includes(word))) continue;
    process.stdout.write(`${await run(trial)}\n`);
  }
} finally {
  await pool.close();
}
