/** A process that looks at photos with one worker and tells how much memory that took; see worker-memory.ts. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createRecognitionPool } from "../../../src/recognition/recognition-pool.ts";
import { decodeFile } from "../decode-file.ts";

/** `model`: a model file to look by; without one, text is read in the whole photo. */
export type MemoryTask = { look: string; model?: string; photos: string[] };
/** Resident megabytes of the whole process: before the pool is made, the most seen, and after the last photo. */
export type MemoryUsed = { before: number; most: number; last: number };

const LOOKS = 60;
const SAMPLE_MS = 5;
const WHOLE = { left: 0, top: 0, width: 1, height: 1 } as const;

const [task]: MemoryTask[] = await once(process, "message");
if (!task) throw new Error("No task came.");
const photos = await Promise.all(task.photos.map(decodeFile));
const content = task.model === undefined ? undefined : await readFile(task.model);
const resident = () => process.memoryUsage.rss() / 1024 / 1024;
const before = resident();
let most = before;
const sampling = setInterval(() => {
  most = Math.max(most, resident());
}, SAMPLE_MS);
const pool = createRecognitionPool({ threads: 1 });
for (let turn = 0; turn < LOOKS; turn++) {
  const photo = photos[turn % photos.length];
  if (!photo) throw new Error("No photo was given.");
  if (content) await pool.detectParts(photo, { version: task.look, load: async () => content });
  else await pool.readText(photo, WHOLE);
}
const used: MemoryUsed = { before, most, last: resident() };
clearInterval(sampling);
await pool.close();
process.send?.(used);
process.disconnect();
