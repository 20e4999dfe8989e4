import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFileName } from "../domain/file-name-pattern.ts";
import { controlBox } from "./control-box.ts";
import { drawPhoto } from "./draw-photo.ts";
import type { PhotoTruth } from "./plan-photo.ts";
import { recipeFor } from "./recipe-for.ts";
import { writeDataset } from "./write-dataset.ts";

type Coco = {
  categories: { id: number; name: string }[];
  images: { id: number; file_name: string; width: number; height: number }[];
  annotations: { id: number; image_id: number; category_id: number; bbox: number[]; area: number }[];
};

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "partproof-dataset-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test("a dataset holds the photos, their truth, and COCO boxes of exactly the parts that are present", async () => {
  const progress: number[] = [];
  const options = { missingRate: 0.6, width: 320, height: 240 };

  const summary = await writeDataset({
    design: controlBox,
    seed: 5,
    count: 10,
    first: 3,
    directory,
    options,
    onProgress: ({ done }) => progress.push(done),
  });

  const coco = JSON.parse(await readFile(summary.cocoFile, "utf8")) as Coco;
  const lines = (await readFile(summary.truthFile, "utf8")).trimEnd().split("\n");
  const truths = lines.map((line) => JSON.parse(line) as PhotoTruth & { fileName: string });
  expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect((await readdir(directory)).sort()).toEqual(["coco.json", "images", "truth.jsonl"]);
  expect(coco.images.map((image) => image.file_name)).toEqual(truths.map((truth) => truth.fileName));
  expect(summary.incomplete).toBe(truths.filter((truth) => !truth.complete).length);
  expect(summary.incomplete).toBeGreaterThan(0);
  expect(new Set(coco.annotations.map((annotation) => annotation.id)).size).toBe(coco.annotations.length);
  for (const [i, truth] of truths.entries()) {
    const image = coco.images[i];
    const labels = coco.annotations
      .filter((annotation) => annotation.image_id === image?.id)
      .map((annotation) => coco.categories.find((c) => c.id === annotation.category_id)?.name);
    expect(labels).toEqual(truth.parts.filter((part) => part.present).map((part) => part.label));
    expect(await sharp(join(directory, truth.fileName)).metadata()).toMatchObject({
      width: 320,
      height: 240,
    });
  }
  for (const { bbox, area } of coco.annotations) {
    const [left = -1, top = -1, width = 0, height = 0] = bbox;
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(320);
    expect(top + height).toBeLessThanOrEqual(240);
    expect(area).toBeCloseTo(width * height, -1);
  }
  const third = await readFile(join(directory, truths[2]?.fileName ?? ""));
  expect(third.equals((await drawPhoto(controlBox, 5, 5, options)).jpeg)).toBe(true);
});

test("the recipe reads the serial from a photo's file name", async () => {
  const { truth } = await drawPhoto(controlBox, 5, 0, { width: 160, height: 160 });

  const fields = readFileName(recipeFor(controlBox).fileName ?? "", `${truth.serial}.jpg`);

  expect(fields).toEqual({ serial: truth.serial });
});

test.each([0, -1, 1.5, Number.NaN, 1e9])("a dataset of %s photos is refused", async (count) => {
  const writing = writeDataset({ design: controlBox, seed: 1, count, directory });

  await expect(writing).rejects.toMatchObject({ code: "invalid-input" });
});
