import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { LabelledPhoto } from "../../src/recognition/labelled-photo.ts";
import { readCoco } from "../../src/recognition/labels/coco.ts";
import { createRandom } from "../../src/recognition/random.ts";

export const DATA = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** One row of the table: taught on some photos, tried on others. */
export type Trial = { name: string; taught: LabelledPhoto[]; tried: LabelledPhoto[]; slots: boolean };

/** The trials that the data at hand allows; says which are left out. */
export async function listTrials(): Promise<Trial[]> {
  return [...(await screws()), ...(await fasteners()), ...(await caps())];
}

export function fileOf(name: string): string | undefined {
  if (existsSync(`${DATA}${name}`)) return `${DATA}${name}`;
  process.stderr.write(`skipped: ../shared/data/${name} is absent\n`);
  return undefined;
}

async function screws(): Promise<Trial[]> {
  const file = fileOf("screws4/coco.json");
  if (!file) return [];
  const photos = await readCoco(file);
  const trial = (name: string, taught: LabelledPhoto[]): Trial => ({
    name,
    taught,
    tried: photos.filter((photo) => !taught.includes(photo)),
    slots: true,
  });
  const draws = [1, 2, 3, 4, 5].map((seed) =>
    trial(`screws4, 8 photos, draw ${seed}`, draw(photos, 8, seed)),
  );
  return [trial("screws4, first 20", photos.slice(0, 20)), ...draws];
}

async function fasteners(): Promise<Trial[]> {
  const train = fileOf("fastener_kit/train.coco.json");
  const valid = fileOf("fastener_kit/valid.coco.json");
  if (!train || !valid) return [];
  const [photos, tried] = [await readCoco(train), await readCoco(valid)];
  return [
    { name: "fastener_kit, first 20", taught: photos.slice(0, 20), tried, slots: false },
    { name: "fastener_kit, 70", taught: photos, tried, slots: false },
  ];
}

/** Ten frames of two clips; frames of one clip are near-duplicates, so the others are tried. */
async function caps(): Promise<Trial[]> {
  const file = fileOf("bottle_caps/coco.json");
  if (!file) return [];
  const photos = await readCoco(file);
  const { images }: { images: { video: string }[] } = JSON.parse(readFileSync(file, "utf8"));
  const videos = [...new Set(images.map(({ video }) => video))];
  const ofVideo = (video: string) => photos.filter((_, index) => images[index]?.video === video);
  const spread = (frames: LabelledPhoto[], count: number) =>
    Array.from({ length: count }, (_, at) => frames[Math.floor((at * frames.length) / count)]).filter(
      (frame) => frame !== undefined,
    );
  return [
    [0, 1],
    [2, 5],
    [4, 9],
  ].map((pair) => {
    const chosen = pair.map((at) => videos[at] ?? "");
    return {
      name: `bottle_caps, 10 of clips ${pair.join(" and ")}`,
      taught: chosen.flatMap((video) => spread(ofVideo(video), 5)),
      tried: videos.filter((video) => !chosen.includes(video)).flatMap(ofVideo),
      slots: false,
    };
  });
}

export function draw(photos: readonly LabelledPhoto[], count: number, seed: number): LabelledPhoto[] {
  const random = createRandom(seed);
  const left = [...photos];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat();
}
