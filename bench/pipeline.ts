import { open } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { processNext } from "../src/flow/process-next.ts";
import { publishRecipe } from "../src/flow/publish-recipe.ts";
import { receiveImage } from "../src/flow/receive-image.ts";
import { controlBox } from "../src/simulator/control-box.ts";
import { drawPhoto } from "../src/simulator/draw-photo.ts";
import { recipeFor } from "../src/simulator/recipe-for.ts";
import { median, teachDemo, withHome } from "./bench-home.ts";

const PHOTOS = 60;
const WARM_UP = 10;

/**
 * Time a photo of the whole pipeline (file in → verdict, analyzed photo and sealed evidence on disk) over the
 * floor in the same process: decode, model, encode, one fsync. Turn about, so that noise hits both alike.
 */
export async function benchPipeline(): Promise<Record<string, number>> {
  return withHome(async (embedded) => {
    const { platform, pool, models, paths } = embedded;
    await teachDemo(embedded);
    await publishRecipe(platform, recipeFor(controlBox), { publishedBy: "bench" });
    const { info } = await models.get(controlBox.id);
    const model = { version: info.version, load: async () => (await models.get(controlBox.id)).content };
    const floors: number[] = [];
    const wholes: number[] = [];

    for (let index = 0; index < PHOTOS + WARM_UP; index++) {
      const { jpeg, truth } = await drawPhoto(controlBox, 3, 1000 + index);
      const floor = await timed(async () => {
        const { data, info: raw } = await sharp(jpeg).rotate().raw().toBuffer({ resolveWithObject: true });
        const { width, height, channels } = raw;
        await pool.detectParts({ width, height, pixels: data, format: "jpeg" }, model);
        const encoded = await sharp(data, { raw: { width, height, channels } })
          .jpeg({ quality: 85 })
          .toBuffer();
        await writeDurably(join(paths.simulator, "..", `floor-${index}.jpg`), encoded);
      });
      const whole = await timed(async () => {
        await receiveImage(platform, {
          recipeId: controlBox.id,
          sourceKey: `bench:${index}`,
          source: { fileName: `${truth.serial}.jpg` },
          photo: jpeg,
          extension: "jpg",
        });
        await processNext(platform);
      });
      if (index < WARM_UP) continue;
      floors.push(floor);
      wholes.push(whole);
    }
    return {
      floorMs: median(floors),
      pipelineMs: median(wholes),
      ratio: median(wholes.map((w, i) => w / (floors[i] ?? w))),
    };
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, "w");
  await file.writeFile(content);
  await file.sync();
  await file.close();
}
