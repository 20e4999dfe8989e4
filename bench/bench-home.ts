import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCoco } from "../src/recognition/labels/coco.ts";
import { controlBox } from "../src/simulator/control-box.ts";
import { writeDataset } from "../src/simulator/write-dataset.ts";
import { type Config, readConfig } from "../src/wiring/config.ts";
import { type EmbeddedPlatform, wireEmbedded } from "../src/wiring/wire-embedded.ts";

const TAUGHT_PHOTOS = 20;

/** Measure on a fresh home of the real embedded platform, removed afterwards. */
export async function withHome<T>(
  work: (embedded: EmbeddedPlatform, config: Config) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), "partproof-bench-"));
  const config = readConfig({ ...process.env, PARTPROOF_LOG_LEVEL: "error" }, { home });
  const embedded = await wireEmbedded(config);
  try {
    return await work(embedded, config);
  } finally {
    await embedded.close();
    await rm(home, { recursive: true, force: true });
  }
}

export async function teachDemo({ pool, models, paths }: EmbeddedPlatform): Promise<void> {
  const directory = join(paths.simulator, "taught-from");
  const { cocoFile } = await writeDataset({
    design: controlBox,
    seed: 3,
    count: TAUGHT_PHOTOS,
    directory,
    options: { missingRate: 0.8 },
  });
  const content = await pool.teach(await readCoco(cocoFile), { seed: 1, turns: "none", effort: "quick" });
  await models.put(controlBox.id, content, new Date().toISOString());
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
