import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/label-folder.ts";
import { readManifest } from "./manifest.ts";

const boxes = {
  image_size: [{ width: 200, height: 100, depth: 3 }],
  annotations: [{ class_id: 1, left: 20, top: 10, width: 40, height: 50 }],
};
const metadata = {
  objects: [{ confidence: 1 }],
  "class-map": { "0": "nut", "1": "screw" },
  type: "groundtruth/object-detection",
  "human-annotated": "yes",
  "creation-date": "2026-01-01T00:00:00",
  "job-name": "labeling-job/a",
};
const good = { "source-ref": "s3://bucket/line-1/a.jpg", parts: boxes, "parts-metadata": metadata };

async function written(...lines: unknown[]): Promise<string> {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\r\n");
  return join(await folderWith({ "output.manifest": `\uFEFF${text}\n` }), "output.manifest");
}

test("A photo in S3 is looked for by its file name in the folder of photos, its boxes come in fractions", async () => {
  const file = await written(good, "", { ...good, "source-ref": "s3://bucket/b.jpg" });

  const photos = await readManifest(file, { imagesDir: "/photos" });

  expect(photos.map((photo) => photo.file)).toEqual([join("/photos/a.jpg"), join("/photos/b.jpg")]);
  const [box] = photos[0]?.boxes ?? [];
  expect(box?.label).toBe("screw");
  expect(box?.box.left).toBeCloseTo(0.1);
  expect(box?.box.height).toBeCloseTo(0.5);
});

test("Photos of one name in several folders of the bucket are told apart where the folders were kept", async () => {
  const lines = [good, { ...good, "source-ref": "s3://bucket/line-2/a.jpg" }];
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  const folder = await folderWith({ "m.manifest": text, "line-1/a.jpg": "", "line-2/a.jpg": "" });

  const photos = await readManifest(join(folder, "m.manifest"));

  expect(photos.map(({ file }) => file)).toEqual([
    join(folder, "line-1/a.jpg"),
    join(folder, "line-2/a.jpg"),
  ]);
});

const withBox = (change: object) => ({
  ...good,
  parts: { ...boxes, annotations: [{ ...boxes.annotations[0], ...change }] },
});

test.each([
  ["is not JSON", "{", "line 2: expected a JSON object"],
  ["names no photo", { parts: boxes, "parts-metadata": metadata }, "line 2: source-ref"],
  ["has no boxes", { "source-ref": "s3://b/c.jpg", parts: 1 }, "got only source-ref, parts"],
  ["has two attributes with boxes", { ...good, more: boxes, "more-metadata": metadata }, "parts and more"],
  ["has a class that is not in the map", withBox({ class_id: 7 }), "annotations[0].class_id"],
  ["has a class called like a property", withBox({ class_id: "constructor" }), "annotations[0].class_id"],
  ["has an empty box", withBox({ width: 0 }), "line 2: parts.annotations[0]: expected a box inside"],
  ["has no size", { ...good, parts: { ...boxes, image_size: [] } }, "line 2: parts: image_size"],
  ["names a photo twice", good, "again"],
  ["climbs out of the folder", { ...good, "source-ref": "../../etc/passwd" }, "line 2: source-ref"],
  ["climbs out of the bucket", { ...good, "source-ref": "s3://b/../../x.jpg" }, "line 2: source-ref"],
])("A manifest whose second line %s is refused, naming file and line", async (_, line, expected) => {
  const file = await written(good, line);

  const reading = readManifest(file);

  await expect(reading).rejects.toMatchObject({ name: "PartproofError", code: "invalid-input" });
  await expect(reading).rejects.toThrow(file);
  await expect(reading).rejects.toThrow(expected);
});
