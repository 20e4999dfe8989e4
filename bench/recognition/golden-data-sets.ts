import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { Box } from "../../src/domain/detection.ts";
import type { LabelledPhoto } from "../../src/recognition/labelled-photo.ts";
import { readCoco } from "../../src/recognition/labels/coco.ts";
import { createRandom, type Random } from "../../src/recognition/random.ts";
import { board } from "../../src/simulator/board.ts";
import { drawPhoto } from "../../src/simulator/draw-photo.ts";
import { DATA, draw, fileOf } from "./data-sets.ts";
import { drawTilt, tiltPhoto } from "./tilt-photo.ts";

/** A place of a photo and whether its part is there; undefined where the truth does not say (damaged). */
export type TruePlace = { label: string; present: boolean | undefined; box: Box };
export type GoldenTrial = {
  name: string;
  taught: LabelledPhoto[];
  tried: { photo: string; places: TruePlace[] }[];
};

const FOREIGN_OF_EACH = 6;

/** The trials that the data at hand allows; says which are left out. */
export async function* listGoldenTrials(): AsyncGenerator<GoldenTrial> {
  yield* screws();
  yield* toys();
  yield* boards();
}

/** Photos of something else than the trial's widget: loose fasteners, bottles, the widgets of other trials. */
export function listForeignPhotos({ taught }: GoldenTrial): string[] {
  const own = dirname(taught[0]?.file ?? "");
  return ["fastener_kit/images", "bottle_caps/images", "screws4/images", "toy_parts/normal"].flatMap(
    (name) => {
      const folder = join(DATA, name);
      if (!existsSync(folder) || relative(folder, own) === "") return [];
      const files = readdirSync(folder).sort();
      const each = Math.max(1, Math.floor(files.length / FOREIGN_OF_EACH));
      return files.filter((_, at) => at % each === 0).map((file) => join(folder, file));
    },
  );
}

/** Four slots, each with a screw or a hole. */
async function* screws(): AsyncGenerator<GoldenTrial> {
  const file = fileOf("screws4/coco.json");
  if (!file) return;
  const photos = await readCoco(file);
  for (const [count, seed] of [
    [8, 1],
    [8, 2],
    [8, 3],
    [8, 4],
    [8, 5],
    [1, 1],
    [1, 2],
    [3, 1],
  ] as const) {
    const taught = draw(photos, count, seed);
    const tried = photos
      .filter((photo) => !taught.includes(photo))
      .map(({ file: photo, boxes }) => ({
        photo,
        places: boxes.map(({ label, box }) => ({ label: "screw", present: label === "screw", box })),
      }));
    yield { name: `screws4, ${count} photos, draw ${seed}`, taught, tried };
  }
}

/**
 * The parts of a toy figure as drawn by eye, once, on normal/01.png (550 × 380): left, top, right, bottom in pixels of
 * that photo shown 1316 × 909.
 */
const TOY_SHOWN = { width: 1316, height: 909 } as const;
const TOY_PARTS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  head: [35, 280, 395, 570],
  eye_top: [172, 278, 260, 348],
  eye_bottom: [158, 376, 256, 494],
  hand_top: [672, 138, 772, 252],
  hand_bottom: [630, 646, 774, 812],
  foot_top: [1080, 294, 1192, 442],
  foot_bottom: [1080, 440, 1194, 580],
};

/** Ten normal photos; the boxes are on the first only. Where the figure lies in the others nobody marked. */
async function* toys(): AsyncGenerator<GoldenTrial> {
  const file = fileOf("toy_parts/truth.json");
  if (!file) return;
  const truth: { image: string; verdict: string; parts: Record<string, boolean | null> }[] = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const boxes = Object.entries(TOY_PARTS).map(([label, [left, top, right, bottom]]) => ({
    label,
    box: {
      left: left / TOY_SHOWN.width,
      top: top / TOY_SHOWN.height,
      width: (right - left) / TOY_SHOWN.width,
      height: (bottom - top) / TOY_SHOWN.height,
    },
  }));
  const normal = truth.filter(({ verdict }) => verdict === "normal");
  const [marked, ...others] = normal;
  if (!marked) return;
  for (const [count, seed] of [
    [10, 1],
    [10, 2],
    [10, 3],
    [1, 1],
  ] as const) {
    const names = [
      marked.image,
      ...drawNames(
        others.map(({ image }) => image),
        count - 1,
        seed,
      ),
    ];
    const taught = names.map((image, at) => ({
      file: join(dirname(file), image),
      width: 550,
      height: 380,
      boxes: at === 0 ? boxes : [],
    }));
    const tried = truth
      .filter(({ image }) => !names.includes(image))
      .map(({ image, parts }) => ({
        photo: join(dirname(file), image),
        places: Object.entries(parts).map(([label, present]) => ({
          label,
          present: present ?? undefined,
          // A label of its own for each part: which place it is needs no box.
          box: { left: -1, top: -1, width: 3, height: 3 },
        })),
      }));
    yield { name: `toy_parts, ${count} normal photos, boxes on one, draw ${seed}`, taught, tried };
  }
}

function drawNames(names: readonly string[], count: number, seed: number): string[] {
  const photos = names.map((file) => ({ file, width: 1, height: 1, boxes: [] }));
  return draw(photos, count, seed).map(({ file }) => file);
}

/** Parts left out of an incomplete board: many at once, so that a few photos try hundreds. */
const LEFT_OUT = 15;
const TRIED = 20;

/**
 * Boards of 50 parts, turned by any quarter turn and a few degrees; one photo in five is of a complete board. The tilted
 * ones are turned by any angle, nearer or further away, and seen from a little beside; what then lies beyond the edge of
 * the photo is a reservation, and its parts count as unsure.
 */
async function* boards(): AsyncGenerator<GoldenTrial> {
  const folder = await mkdtemp(join(tmpdir(), "boards-"));
  for (const { count, width, seed, tilted } of [
    { count: 3, width: 1600, seed: 1, tilted: false },
    { count: 3, width: 1600, seed: 2, tilted: false },
    { count: 3, width: 800, seed: 1, tilted: false },
    { count: 1, width: 1600, seed: 1, tilted: false },
    { count: 3, width: 1600, seed: 3, tilted: true },
  ]) {
    const height = (width * 3) / 4;
    const one = async (index: number, missing: string[]) => {
      const { jpeg, truth } = await drawPhoto(board, seed, index, { width, height, missing });
      const file = join(folder, `${width}-${seed}-${index}.jpg`);
      await writeFile(file, jpeg);
      return { file, truth };
    };
    const taught: LabelledPhoto[] = [];
    for (let index = 0; index < count; index++) {
      const { file, truth } = await one(index, []);
      taught.push({ file, width, height, boxes: truth.parts.map(({ label, box }) => ({ label, box })) });
    }
    const tried: GoldenTrial["tried"] = [];
    const names = board.parts.map(({ name }) => name);
    for (let index = 100; index < 100 + TRIED; index++) {
      const missing = index % 5 === 0 ? [] : drawNames(names, LEFT_OUT, 1000 * seed + index);
      const { file, truth } = await one(index, missing);
      const places: TruePlace[] = tilted
        ? await tilt(file, truth.parts, createRandom(index), { width, height })
        : truth.parts;
      tried.push({ photo: file, places });
    }
    yield {
      name: `${tilted ? "tilted " : ""}board, ${count} photos of ${width} px, line ${seed}`,
      taught,
      tried,
    };
  }
}

/** Writes the photo tilted in its place. @returns where its places then are; those not on the photo are left out */
async function tilt(
  file: string,
  places: readonly TruePlace[],
  random: Random,
  size: { width: number; height: number },
): Promise<TruePlace[]> {
  const { jpeg, boxIn } = await tiltPhoto(readFileSync(file), drawTilt(random, size));
  await writeFile(file, jpeg);
  return places
    .map((place) => ({ ...place, box: boxIn(place.box) }))
    .filter(({ box: { left, top, width, height } }) => {
      const [right, bottom] = [left + width, top + height];
      return left >= 0 && top >= 0 && right <= 1 && bottom <= 1;
    });
}
