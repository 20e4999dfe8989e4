import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Box, centerOf, type Detection } from "../../domain/detection.ts";
import type { DecodedPhoto } from "../../domain/photo.ts";
import { board } from "../../simulator/board.ts";
import { controlBox } from "../../simulator/control-box.ts";
import { drawPhoto } from "../../simulator/draw-photo.ts";
import type { LabelledPhoto } from "../labelled-photo.ts";
import { createRecognitionPool } from "../recognition-pool.ts";

const SIZE = { width: 800, height: 600 } as const;
const MISSING = ["R5", "C16", "U2"];

const pool = createRecognitionPool({ threads: 2 });
let example: LabelledPhoto;
let model: Uint8Array;

async function decode(image: Sharp): Promise<DecodedPhoto> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data, format: "jpeg" };
}

function look(photo: DecodedPhoto) {
  return pool.detectParts(photo, { version: "board", load: async () => model });
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "golden-"));
  const { jpeg, truth } = await drawPhoto(board, 7, 0, { ...SIZE, missing: [] });
  const file = join(folder, "golden.jpg");
  await writeFile(file, jpeg);
  example = { file, ...SIZE, boxes: truth.parts.map(({ label, box }) => ({ label, box })) };
  model = await pool.teach([example], { look: "golden" });
}, 60_000);
afterAll(() => pool.close());

test("One golden photo is enough to find every place of a board turned by 97 degrees, and the parts missing there", async () => {
  const { jpeg, truth } = await drawPhoto(board, 7, 3, { ...SIZE, missing: MISSING });
  const turned = await decode(sharp(await sharp(jpeg).rotate(97, { background: "#777" }).toBuffer()));
  const angle = (97 * Math.PI) / 180;

  const { detections, reservations } = await look(turned);

  expect(reservations).toEqual([]);
  for (const { label, name, present, box } of truth.parts) {
    const middle = centerOf(box);
    const [x, y] = [(middle.x - 0.5) * SIZE.width, (middle.y - 0.5) * SIZE.height];
    const expected = {
      x: turned.width / 2 + x * Math.cos(angle) - y * Math.sin(angle),
      y: turned.height / 2 + x * Math.sin(angle) + y * Math.cos(angle),
    };
    const here = detections.find((detection) => {
      const seen = detection.box && centerOf(detection.box);
      return (
        seen !== undefined &&
        detection.label === label &&
        Math.hypot(seen.x * turned.width - expected.x, seen.y * turned.height - expected.y) < 12
      );
    });
    const confidence = here?.confidence ?? 0;
    if (present) expect.soft(confidence, name).toBeGreaterThan(0.6);
    else expect.soft(confidence, name).toBeLessThan(0.6);
  }
}, 30_000);

/** The board of photo 3, and what the same photo shows where a part is. */
async function boardWithout(name: string) {
  const [whole, lacking] = await Promise.all([
    drawPhoto(board, 7, 3, { ...SIZE, missing: [] }),
    drawPhoto(board, 7, 3, { ...SIZE, missing: [name] }),
  ]);
  const crop = async (of: string) => {
    const box = boxOfPart(whole.truth.parts, of);
    const [left, top] = [Math.floor(box.left * SIZE.width), Math.floor(box.top * SIZE.height)];
    const [width, height] = [Math.ceil(box.width * SIZE.width), Math.ceil(box.height * SIZE.height)];
    return {
      pixels: await sharp(whole.jpeg).extract({ left, top, width, height }).toBuffer(),
      left,
      top,
      width,
      height,
    };
  };
  const place = boxOfPart(whole.truth.parts, name);
  return { lacking: lacking.jpeg, place, crop };
}

function boxOfPart(parts: readonly { name: string; box: Box }[], name: string): Box {
  const part = parts.find((one) => one.name === name);
  if (!part) throw new Error(`No part ${name}.`);
  return part.box;
}

function confidenceAt(seen: readonly Detection[], label: string, place: Box): number {
  const middle = centerOf(place);
  const here = seen.filter(({ label: own, box }) => {
    const center = box && centerOf(box);
    return own === label && center && Math.hypot(center.x - middle.x, center.y - middle.y) < place.width / 2;
  });
  return Math.max(0, ...here.map(({ confidence }) => confidence));
}

test("A part that lies beside its place is not taken for being in it", async () => {
  const { lacking, place, crop } = await boardWithout("U2");
  const part = await crop("U2");
  const beside = { input: part.pixels, left: part.left + Math.round(0.8 * part.width), top: part.top };
  const photo = await decode(sharp(await sharp(lacking).composite([beside]).toBuffer()));

  const { detections } = await look(photo);

  expect(confidenceAt(detections, "ic", place)).toBeLessThan(0.6);
}, 30_000);

test("Another part in a place is named, and the expected one is not seen there", async () => {
  const { lacking, place, crop } = await boardWithout("D2");
  const wrong = await crop("R1");
  const [x, y] = [centerOf(place).x * SIZE.width, centerOf(place).y * SIZE.height];
  const left = Math.round(x - wrong.width / 2);
  const inPlace = { input: wrong.pixels, left, top: Math.round(y - wrong.height / 2) };
  const photo = await decode(sharp(await sharp(lacking).composite([inPlace]).toBuffer()));

  const { detections } = await look(photo);

  expect(confidenceAt(detections, "led", place)).toBeLessThan(0.3);
  expect(confidenceAt(detections, "resistor", place)).toBeGreaterThan(0.5);
}, 30_000);

test("A smaller picture of the board is judged like the board itself", async () => {
  const { jpeg, truth } = await drawPhoto(board, 7, 3, { ...SIZE, missing: MISSING });
  const [width, height] = [Math.round(0.75 * SIZE.width), Math.round(0.75 * SIZE.height)];
  const margins = { left: 120, right: 80, top: 60, bottom: 90, background: "#555" };
  const smaller = await sharp(jpeg).resize(width, height).extend(margins).toBuffer();

  const { detections, reservations } = await look(await decode(sharp(smaller)));

  expect(reservations).toEqual([]);
  const whole = { width: width + 200, height: height + 150 };
  for (const { label, name, present, box } of truth.parts) {
    const place = {
      left: (box.left * width + margins.left) / whole.width,
      top: (box.top * height + margins.top) / whole.height,
      width: (box.width * width) / whole.width,
      height: (box.height * height) / whole.height,
    };
    const confidence = confidenceAt(detections, label, place);
    if (present) expect.soft(confidence, name).toBeGreaterThan(0.3);
    else expect.soft(confidence, name).toBeLessThan(0.6);
  }
}, 30_000);

test("A photo of another widget is not judged", async () => {
  const { jpeg } = await drawPhoto(controlBox, 7, 0, SIZE);

  const { detections, reservations } = await look(await decode(sharp(jpeg)));

  expect(reservations).toEqual([expect.stringContaining("could not be aligned")]);
  expect(detections.every(({ box }) => box === undefined)).toBe(true);
}, 30_000);

test("The bench of the golden photo without the board on it is not judged", async () => {
  const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
  const cover = { width: 560, height: 510, channels: 3, background: "#888", noise } as const;
  const input = await sharp({ create: cover }).png().toBuffer();
  const emptied = await sharp(example.file)
    .composite([{ input, left: 120, top: 45 }])
    .png()
    .toBuffer();

  const { detections, reservations } = await look(await decode(sharp(emptied)));

  expect(reservations).toEqual([expect.stringContaining("could not be aligned")]);
  expect(detections.every(({ box }) => box === undefined)).toBe(true);
}, 30_000);

test("A photo of something else is not judged: a reservation says so, and nothing is sure", async () => {
  const random = sharp({
    create: { ...SIZE, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 40 } },
  });

  const { detections, reservations } = await look(await decode(random));

  expect(reservations).toEqual([expect.stringContaining("could not be aligned")]);
  expect(detections).toHaveLength(50);
  for (const { confidence, box } of detections) expect([confidence, box]).toEqual([0.5, undefined]);
});

test("The same photo and seed give the same bytes", async () => {
  const again = await pool.teach([example], { look: "golden" });

  expect(Buffer.compare(again, model)).toBe(0);
}, 30_000);

test("A damaged golden model is refused", async () => {
  const { jpeg } = await drawPhoto(board, 7, 3, SIZE);
  const photo = await decode(sharp(jpeg));
  const damaged = Uint8Array.from(model);
  damaged[damaged.length - 9] = (damaged[damaged.length - 9] ?? 0) ^ 1;

  const looking = pool.detectParts(photo, { version: "damaged", load: async () => damaged });

  await expect(looking).rejects.toMatchObject({ name: "PartproofError", code: "damaged" });
});
