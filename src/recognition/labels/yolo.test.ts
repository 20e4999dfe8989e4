import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/label-folder.ts";
import { readYolo } from "./yolo.ts";

const PHOTOS: Record<string, [number, number]> = { "images/a.png": [20, 10], "images/b.png": [10, 20] };

test("Boxes are named by data.yaml, and a photo without labels is kept", async () => {
  const folder = await folderWith(
    { "data.yaml": "nc: 2\nnames: [nut, screw]\n", "labels/a.txt": "1 0.5 0.5 0.2 0.4\r\n\r\n0 1 1 1 1" },
    PHOTOS,
  );

  const photos = await readYolo(folder);

  expect(photos.map(({ file, width, height }) => [file, width, height])).toEqual([
    [join(folder, "images/a.png"), 20, 10],
    [join(folder, "images/b.png"), 10, 20],
  ]);
  expect(photos[0]?.boxes).toMatchObject([
    { label: "screw", box: { left: 0.4, width: expect.closeTo(0.2), height: expect.closeTo(0.4) } },
    { label: "nut", box: { left: 0.5, top: 0.5, width: 0.5, height: 0.5 } },
  ]);
  expect(photos[1]?.boxes).toEqual([]);
});

test.each([
  ["data.yaml", "names:\n  0: nut\n  1: screw\n"],
  ["classes.txt", "nut\nscrew\n"],
  ["labels/classes.txt", "nut\nscrew"],
])("Names are read from %s, and an outline counts as the box around it", async (name, text) => {
  const folder = await folderWith(
    { [name]: text, "labels/train/a.txt": "1 0.1 0.2 0.5 0.3 0.3 0.6" },
    { "images/train/a.png": [20, 10] },
  );

  const [photo] = await readYolo(folder);

  expect(photo?.boxes[0]?.label).toBe("screw");
  expect(photo?.boxes[0]?.box).toMatchObject({
    left: 0.1,
    top: 0.2,
    width: 0.4,
    height: expect.closeTo(0.4),
  });
});

test.each([
  ["a word", "1 0.5 x 0.2 0.2"],
  ["an unknown class", "2 0.5 0.5 0.2 0.2"],
  ["a class that is not whole", "0.5 0.5 0.5 0.2 0.2"],
  ["too few numbers", "1 0.5 0.5"],
  ["a confidence", "1 0.5 0.5 0.2 0.2 0.9"],
  ["pixels", "1 120 40 30 30"],
  ["an empty box", "1 0.5 0.5 0 0.2"],
])("A line with %s is refused, naming file and line", async (_, line) => {
  const texts = { "classes.txt": "nut\nscrew", "labels/a.txt": `1 0.5 0.5 0.2 0.2\n${line}` };
  const folder = await folderWith(texts, PHOTOS);

  const reading = readYolo(folder);

  await expect(reading).rejects.toMatchObject({ name: "PartproofError", code: "invalid-input" });
  await expect(reading).rejects.toThrow(`${join(folder, "labels/a.txt")}: line 2: expected`);
});

test.each([
  ["no names", { "labels/a.txt": "" }, "data.yaml or classes.txt"],
  ["labels of no photo", { "classes.txt": "nut", "labels/z.txt": "" }, "z.txt: file name"],
  ["names with a gap", { "data.yaml": "names: {0: nut, 2: screw}", "labels/a.txt": "" }, "names: expected"],
  ["another count of names", { "data.yaml": "nc: 3\nnames: [nut]", "labels/a.txt": "" }, "nc: expected 1"],
  ["broken YAML", { "data.yaml": "names: [nut", "labels/a.txt": "" }, "data.yaml"],
])("A folder with %s is refused, naming the file", async (_, texts: Record<string, string>, expected) => {
  const folder = await folderWith(texts, PHOTOS);

  await expect(readYolo(folder)).rejects.toThrow(expected);
});
