import { performance } from "node:perf_hooks";
import type { LabelledPhoto } from "../../../src/recognition/labelled-photo.ts";
import type { RecognitionPool } from "../../../src/recognition/recognition-pool.ts";
import type { TeachOptions } from "../../../src/recognition/teach.ts";
import { median } from "../../bench-home.ts";
import { reportBar } from "../bars.ts";
import { decodeFile } from "../decode-file.ts";
import type { DrawnPhotos } from "./drawn-photos.ts";

const LESSONS: readonly { photos: number; look: NonNullable<TeachOptions["look"]>; most: number }[] = [
  { photos: 8, look: "find", most: 400 },
  { photos: 8, look: "auto", most: 400 },
  { photos: 70, look: "find", most: 4000 },
];
/** Looks before and after each lesson. */
const LOOKS = 25;

/** A lesson over one look of the model it made, one thread each; `auto` shows what comparing two ways to look adds. */
export async function measureLessons(pool: RecognitionPool, { taught, tried }: DrawnPhotos): Promise<void> {
  let before = await timeLooks(pool, await pool.teach(taught.slice(0, 8), { effort: "quick" }), tried);
  for (const { photos, look, most } of LESSONS) {
    const start = performance.now();
    const file = await pool.teach(taught.slice(0, photos), { look });
    const lesson = performance.now() - start;
    // `auto` may keep a model that looks more slowly; the unit is a look by find.
    const after = look === "find" ? await timeLooks(pool, file, tried) : before;
    const one = median([...before, ...after]);
    const ratio = lesson / one;
    console.log(
      `teach ${photos} photos, ${look}: ${(lesson / 1000).toFixed(1)} s, a look ${one.toFixed(1)} ms: ` +
        `${ratio.toFixed(0)} looks`,
    );
    reportBar({ name: `teaching ${photos} photos by ${look} over one look`, side: "most", mean: most }, [
      ratio,
    ]);
    before = after;
  }
}

async function timeLooks(
  pool: RecognitionPool,
  file: Uint8Array,
  tried: readonly LabelledPhoto[],
): Promise<number[]> {
  const model = { version: `lesson ${performance.now()}`, load: async () => file };
  const photos = await Promise.all(tried.map((photo) => decodeFile(photo.file)));
  const times: number[] = [];
  for (let turn = -photos.length; turn < LOOKS; turn++) {
    const photo = photos[(turn + photos.length) % photos.length];
    if (!photo) throw new Error("No photo was drawn.");
    const start = performance.now();
    await pool.detectParts(photo, model);
    if (turn >= 0) times.push(performance.now() - start);
  }
  return times;
}
