import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { centerOf } from "../../domain/detection.ts";
import type { DecodedPhoto } from "../../domain/photo.ts";
import { board } from "../../simulator/board.ts";
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
