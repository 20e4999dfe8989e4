/**
 * Which way to look `auto` chooses for each set at hand, why, and how long each lesson took: prints one
 * line a trial. Run: npm run build && npx tsx bench/recognition/auto.ts [words of the trials to run]
 */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { LabelledPhoto } from "../../src/recognition/labelled-photo.ts";
import { readCoco } from "../../src/recognition/labels/coco.ts";
import { readCard } from "../../src/recognition/lesson-card.ts";
import { createRecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { controlBox } from "../../src/simulator/control-box.ts";
import { writeDataset } from "../../src/simulator/write-dataset.ts";
import { listTrials } from "./data-sets.ts";
import { listGoldenTrials } from "./golden-data-sets.ts";

async function controlBoxes(): Promise<{ name: string; taught: LabelledPhoto[] }> {
  const directory = await mkdtemp(join(tmpdir(), "boxes-"));
  const options = { missingRate: 0.8 };
  const { cocoFile } = await writeDataset({ design: controlBox, seed: 1, count: 20, options, directory });
  return { name: "control-box, 20 photos", taught: await readCoco(cocoFile) };
}

const trials: { name: string; taught: LabelledPhoto[] }[] = [...(await listTrials()), await controlBoxes()];
for await (const trial of listGoldenTrials()) trials.push(trial);
const words = process.argv.slice(2);
const pool = createRecognitionPool();
try {
  for (const { name, taught } of trials) {
    if (words.some((word) => !name.includes(word))) continue;
    const begun = performance.now();
    const { mode, card } = readCard(await pool.teach(taught, { look: "auto" }));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    process.stdout.write(
      `${name} · ${mode} by ${card.choice?.by} in ${seconds} s · ${card.choice?.reason}\n`,
    );
  }
} finally {
  await pool.close();
}
