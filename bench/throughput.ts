import { processNext } from "../src/flow/process-next.ts";
import { publishRecipe } from "../src/flow/publish-recipe.ts";
import { receiveImage } from "../src/flow/receive-image.ts";
import { controlBox } from "../src/simulator/control-box.ts";
import { drawPhoto } from "../src/simulator/draw-photo.ts";
import { recipeFor } from "../src/simulator/recipe-for.ts";
import { teachDemo, withHome } from "./bench-home.ts";

const PHOTOS = 1000;
const DRAWN = 50;
const EARLY = 100;

/** Photos a second over 1,000 simulated photos, and how much the process has grown between photo 100 and 1,000. */
export async function benchThroughput(): Promise<Record<string, number>> {
  return withHome(async (embedded, config) => {
    const { platform } = embedded;
    await teachDemo(embedded);
    await publishRecipe(platform, recipeFor(controlBox), { publishedBy: "bench" });
    const photos: Buffer[] = [];
    for (let i = 0; i < DRAWN; i++) photos.push((await drawPhoto(controlBox, 3, 2000 + i)).jpeg);

    let received = 0;
    let done = 0;
    let earlyRss = 0;
    const startedAt = performance.now();
    async function work(): Promise<void> {
      while (received < PHOTOS) {
        const index = received++;
        await receiveImage(platform, {
          recipeId: controlBox.id,
          sourceKey: `bench:${index}`,
          source: { fileName: `SN${index}.jpg` },
          photo: photos[index % DRAWN] ?? Buffer.alloc(0),
          extension: "jpg",
        });
        await processNext(platform);
        done += 1;
        if (done === EARLY) earlyRss = process.memoryUsage.rss();
      }
    }
    await Promise.all(Array.from({ length: config.concurrency }, work));
    const seconds = (performance.now() - startedAt) / 1000;
    const megabyte = 1024 * 1024;
    const lateRss = process.memoryUsage.rss();
    return {
      photosASecond: PHOTOS / seconds,
      rssAt100MB: earlyRss / megabyte,
      rssAt1000MB: lateRss / megabyte,
      rssRatio: lateRss / earlyRss,
    };
  });
}
