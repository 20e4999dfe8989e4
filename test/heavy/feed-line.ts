import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { controlBox } from "../../src/simulator/control-box.ts";
import { drawPhoto } from "../../src/simulator/draw-photo.ts";
import { homePaths } from "../../src/wiring/home.ts";

const DIFFERENT_PHOTOS = 12;

/** Hand in photos as a camera would, each under a name of its own, until told to stop. */
export function startFeeding(home: string, recipeId: string) {
  const directory = join(homePaths(home).incoming, "line-1", recipeId);
  const delivered: string[] = [];
  let stopped = false;
  const feeding = (async () => {
    await mkdir(directory, { recursive: true });
    const photos = await Promise.all(
      Array.from({ length: DIFFERENT_PHOTOS }, (_, i) =>
        drawPhoto(controlBox, 7, i, { width: 320, height: 240 }),
      ),
    );
    while (!stopped) {
      const name = `photo-${String(delivered.length).padStart(6, "0")}.jpg`;
      const path = join(directory, name);
      await writeFile(`${path}.tmp`, photos[delivered.length % DIFFERENT_PHOTOS]?.jpeg ?? "");
      await rename(`${path}.tmp`, path);
      delivered.push(name);
      // A backlog, so that every kill meets photos in all stages, but not one that takes hours to finish.
      while (!stopped && (await readdir(directory)).length > 20) await sleep(20);
      await sleep(40);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await feeding;
      return delivered;
    },
  };
}
