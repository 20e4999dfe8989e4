/**
 * How fast and how large recognition is, as ratios of times taken turn about in one run: looks over the bare backbone,
 * lessons over one look, a Python program around the same networks, memory of a worker, delay of the event loop. All
 * photos are drawn. PARTPROOF_BENCH_PYTHON names a Python with onnxruntime, numpy and opencv for the comparison.
 * Run: npm run build && npx tsx bench/recognition/speed.ts [looks lessons memory delay python]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { createRecognitionPool } from "../../src/recognition/recognition-pool.ts";
import { drawPhotosInto } from "./speed/drawn-photos.ts";
import { measureDelay } from "./speed/event-loop-delay.ts";
import { measureLessons } from "./speed/lesson-time.ts";
import { measureLooks } from "./speed/look-time.ts";
import { comparePython } from "./speed/python-peer.ts";
import { teachEach } from "./speed/taught-models.ts";
import { measureMemory } from "./speed/worker-memory.ts";

console.log(`${cpus().length} × ${cpus()[0]?.model}, Node.js ${process.version}`);
const words = process.argv.slice(2);
const wanted = (part: string) => words.length === 0 || words.includes(part);
const directory = await mkdtemp(join(tmpdir(), "partproof-speed-"));
// One thread on each side of every ratio, so that they say what the work costs and not how idle the machine is.
sharp.concurrency(1);
const pool = createRecognitionPool({ threads: 1 });
try {
  const photos = await drawPhotosInto(directory);
  const models = await teachEach(pool, photos, directory);
  if (wanted("looks")) await measureLooks(pool, models, photos);
  if (wanted("python")) await comparePython(pool, models.find, photos, directory);
  if (wanted("memory")) await measureMemory(models, photos);
  if (wanted("delay")) await measureDelay(models, photos);
  if (wanted("lessons")) await measureLessons(pool, photos);
} finally {
  await pool.close();
  await rm(directory, { recursive: true, force: true });
}
