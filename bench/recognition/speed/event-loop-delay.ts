import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { createRecognitionPool } from "../../../src/recognition/recognition-pool.ts";
import { reportBar } from "../bars.ts";
import { decodeFile } from "../decode-file.ts";
import type { DrawnPhotos } from "./drawn-photos.ts";
import type { TaughtModels } from "./taught-models.ts";

const WORKERS = 2;
/** Looks handed in at the same time, so that no worker ever waits for work. */
const UNDER_WAY = 2 * WORKERS;
const SECONDS = 6;
const NANOSECONDS_IN_A_MS = 1e6;

/** How long the event loop is kept from its next turn while every worker looks without pause, by each way to look. */
export async function measureDelay(models: TaughtModels, { tried }: DrawnPhotos): Promise<void> {
  const photos = await Promise.all(tried.map(({ file }) => decodeFile(file)));
  const pool = createRecognitionPool({ threads: WORKERS });
  try {
    for (const [look, model] of Object.entries(models)) {
      let looks = 0;
      const lookUntil = async (end: number) => {
        while (performance.now() < end) {
          const photo = photos[looks++ % photos.length];
          if (photo) await pool.detectParts(photo, model);
        }
      };
      const lookFor = (seconds: number) => {
        const end = performance.now() + seconds * 1000;
        return Promise.all(Array.from({ length: UNDER_WAY }, () => lookUntil(end)));
      };
      await lookFor(1);
      looks = 0;
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      await lookFor(SECONDS);
      delay.disable();
      const [p99, most] = [delay.percentile(99), delay.max].map((ns) => ns / NANOSECONDS_IN_A_MS);
      console.log(
        `${look}: ${(looks / SECONDS).toFixed(1)} photos/s, event-loop delay p99 ${p99?.toFixed(1)} ms, ` +
          `at most ${most?.toFixed(1)} ms`,
      );
      reportBar(
        { name: `event-loop delay p99 in ms while two workers look by ${look}`, side: "most", mean: 50 },
        [p99 ?? Number.NaN],
      );
    }
  } finally {
    await pool.close();
  }
}
