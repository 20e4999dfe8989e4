import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCoco } from "./coco.ts";

const image = { id: 1, file_name: "photos/a.jpg", width: 200, height: 100 };
const annotation = { image_id: 1, category_id: 7, bbox: [20, 10, 40, 50] };
const good = { images: [image], annotations: [annotation], categories: [{ id: 7, name: "screw" }] };

async function written(content: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "coco-")), "labels.json");
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

test("Boxes come in fractions, and files are looked for beside the COCO file", async () => {
  const file = await written(good);

  const photos = await readCoco(file);

  const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.5 };
  expect(photos[0]?.file).toBe(join(file, "../photos/a.jpg"));
  expect(photos[0]?.boxes[0]?.label).toBe("screw");
  for (const side of ["left", "top", "width", "height"] as const)
    expect(photos[0]?.boxes[0]?.box[side]).toBeCloseTo(box[side]);
});

test("A limit takes the first photos of the file, and a photo without parts is kept", async () => {
  const more = [image, { ...image, id: 2, file_name: "b.jpg" }, { ...image, id: 3, file_name: "c.jpg" }];

  const photos = await readCoco(await written({ ...good, images: more }), { limit: 2, imagesDir: "/photos" });

  expect(photos.map(({ file, boxes }) => [file, boxes.length])).toEqual([
    [join("/photos/photos/a.jpg"), 1],
    [join("/photos/b.jpg"), 0],
  ]);
});

test("A box that reaches over the edge is clipped, and a crowd is left out", async () => {
  const annotations = [
    { ...annotation, bbox: [-20, 50, 60, 80] },
    { ...annotation, iscrowd: 1 },
  ];

  const photos = await readCoco(await written({ ...good, annotations }));

  expect(photos[0]?.boxes.map(({ box }) => box)).toEqual([{ left: 0, top: 0.5, width: 0.2, height: 0.5 }]);
});

test.each([
  ["is not JSON", "{", "is not JSON"],
  ["has no images", { ...good, images: [] }, "images"],
  ["has a box of three numbers", { ...good, annotations: [{ ...annotation, bbox: [1, 2, 3] }] }, "bbox"],
  [
    "has an empty box",
    { ...good, annotations: [{ ...annotation, bbox: [1, 2, 0, 5] }] },
    "annotations[0].bbox",
  ],
  [
    "names an unknown photo",
    { ...good, annotations: [{ ...annotation, image_id: 9 }] },
    "annotations[0].image_id",
  ],
  [
    "names an unknown category",
    { ...good, categories: [{ id: 8, name: "nut" }] },
    "annotations[0].category_id",
  ],
  ["uses an id twice", { ...good, images: [image, image] }, "images[1].id"],
  [
    "climbs out of its folder",
    { ...good, images: [{ ...image, file_name: "a/../../b.jpg" }] },
    "images[0].file_name",
  ],
  [
    "names an absolute path",
    { ...good, images: [{ ...image, file_name: "/etc/passwd" }] },
    "images[0].file_name",
  ],
])("A file that %s is refused, naming file and entry", async (_, content, expected) => {
  const file = await written(content);

  const reading = readCoco(file);

  await expect(reading).rejects.toMatchObject({ name: "PartproofError", code: "invalid-input" });
  await expect(reading).rejects.toThrow(file);
  await expect(reading).rejects.toThrow(expected);
});

test("A file that is not there is said to be missing", async () => {
  await expect(readCoco("/nowhere/labels.json")).rejects.toMatchObject({ code: "not-found" });
});
