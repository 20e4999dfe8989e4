import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { publishRecipe } from "../../flow/publish-recipe.ts";
import { readCoco } from "../../recognition/labels/coco.ts";
import { controlBox } from "../../simulator/control-box.ts";
import { drawPhoto } from "../../simulator/draw-photo.ts";
import type { PhotoTruth } from "../../simulator/plan-photo.ts";
import { recipeFor } from "../../simulator/recipe-for.ts";
import { writeDataset } from "../../simulator/write-dataset.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";

const SEED = 1;
const TAUGHT_PHOTOS = 20;
/** A recognizer learns what an empty place looks like only from photos of empty places. */
const TAUGHT_MISSING_RATE = 0.8;
const LINE = "line-1";
/** A machine slower than the line gets photos at its own pace. */
const MOST_WAITING = 4;

/**
 * Teach the demo's widget from its first photos, quickly, and publish its recipe, unless an earlier run did.
 * @param onProgress fraction done, 0 to 1
 */
export async function prepareDemo(
  embedded: EmbeddedPlatform,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!(await embedded.models.info(controlBox.id)))
    await teachDemo(embedded, { effort: "quick", signal }, onProgress);
  await publishRecipe(embedded.platform, recipeFor(controlBox), { publishedBy: "simulator" });
}

/**
 * Teach the same photos thoroughly while the line runs; photos are judged by the better model from then on.
 * @returns whether there was anything to improve
 */
export async function improveDemo(embedded: EmbeddedPlatform, signal: AbortSignal): Promise<boolean> {
  const done = join(embedded.paths.simulator, "taught-thoroughly");
  if (existsSync(done)) return false;
  await teachDemo(embedded, { effort: "normal", signal }, () => undefined);
  await writeFile(done, "");
  return true;
}

async function teachDemo(
  embedded: EmbeddedPlatform,
  options: { effort: "quick" | "normal"; signal: AbortSignal },
  onProgress: (fraction: number) => void,
): Promise<void> {
  const directory = join(embedded.paths.simulator, "taught-from");
  const { cocoFile } = await writeDataset({
    design: controlBox,
    seed: SEED,
    count: TAUGHT_PHOTOS,
    options: { missingRate: TAUGHT_MISSING_RATE },
    directory,
  });
  const examples = await readCoco(cocoFile);
  // The camera is fixed, so the parts always stand as in the photos.
  const content = await embedded.pool.teach(examples, { seed: SEED, turns: "none", ...options }, onProgress);
  await embedded.models.put(controlBox.id, content, new Date().toISOString());
}

/**
 * A pretend assembly line: photos of known truth, put into the watched folder as a camera would.
 * @param onTruth hears what is really on each photo before the photo is there
 */
export async function runDemoLine(
  embedded: EmbeddedPlatform,
  options: { intervalMs: number; signal: AbortSignal; onTruth: (truth: PhotoTruth) => void },
): Promise<void> {
  const { platform, paths } = embedded;
  const directory = join(paths.incoming, LINE, controlBox.id);
  const placeFile = join(paths.simulator, "next-photo");
  await mkdir(directory, { recursive: true });
  let index = await readFile(placeFile, "utf8").then(Number, () => TAUGHT_PHOTOS);

  while (!options.signal.aborted) {
    const { waiting } = await platform.queue.stats(platform.now());
    if (waiting < MOST_WAITING) {
      const { jpeg, truth } = await drawPhoto(controlBox, SEED, index);
      options.onTruth(truth);
      await appendFile(join(paths.simulator, "truth.jsonl"), `${JSON.stringify(truth)}\n`);
      const name = join(directory, `${truth.serial}.jpg`);
      await writeFile(`${name}.tmp`, jpeg);
      await rename(`${name}.tmp`, name);
      index += 1;
      await writeFile(placeFile, String(index));
    }
    await sleep(options.intervalMs, undefined, { signal: options.signal }).catch(() => undefined);
  }
}
