import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/label-folder.ts";
import { readVoc } from "./voc.ts";

const SIZE = "<size><width>200</width><height>100</height><depth>3</depth></size>";
const BOX = "<bndbox><xmin>20</xmin><ymin>10</ymin><xmax>60</xmax><ymax>60</ymax></bndbox>";
const OBJECT = `<object><name>screw &amp; nut</name><difficult>0</difficult>${BOX}</object>`;
const annotation = (content: string) => `<annotation>\n${content}\n</annotation>\n`;
const GOOD = annotation(`<filename>a.jpg</filename>\n${SIZE}\n${OBJECT}`);

test("Boxes come in fractions; the photo lies beside the file or in JPEGImages", async () => {
  const beside = await folderWith({ "a.xml": GOOD, "notes.txt": "" });
  const apart = await folderWith({ "Annotations/a.xml": GOOD, "JPEGImages/a.jpg": "" });

  const [[one], [other], [named]] = await Promise.all([
    readVoc(beside),
    readVoc(apart),
    readVoc(apart, { imagesDir: "/photos" }),
  ]);

  expect(one?.file).toBe(join(beside, "a.jpg"));
  expect(other?.file).toBe(join(apart, "JPEGImages/a.jpg"));
  expect(named?.file).toBe(join("/photos/a.jpg"));
  expect(one?.boxes[0]?.label).toBe("screw & nut");
  expect(one?.boxes[0]?.box.width).toBeCloseTo(0.2);
  expect(one?.boxes[0]?.box.top).toBeCloseTo(0.1);
});

test.each([
  ["is not XML", "<annotation>\n<size></annotation>", "line"],
  ["is empty", "", "line 1"],
  ["has a document type", `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "y">]>\n${GOOD}`, "line 2"],
  ["uses an entity of its own", GOOD.replace("&amp;", "&own;"), "line 4"],
  ["is something else", "<html></html>", "<annotation>"],
  ["names no photo", annotation(SIZE + OBJECT), "one <filename>"],
  ["has no size", annotation(`<filename>a.jpg</filename>${OBJECT}`), "one <size>"],
  ["has a size of zero", GOOD.replace(">200<", ">0<"), "line 3"],
  ["has a box of words", GOOD.replace(">20<", ">left<"), "line 4: expected a number in <xmin>"],
  ["has an empty box", GOOD.replace(">60<", ">20<"), "line 4: expected a box inside"],
  ["has a nameless object", GOOD.replace("screw &amp; nut", " "), "line 4: expected text in <name>"],
  ["climbs out of its folder", GOOD.replace("a.jpg", "../../secret.jpg"), "line 2"],
  ["names an absolute path", GOOD.replace("a.jpg", "/etc/passwd"), "line 2"],
])("A file that %s is refused, naming file and line", async (_, text, expected) => {
  const folder = await folderWith({ "a.xml": text });

  const reading = readVoc(folder);

  await expect(reading).rejects.toMatchObject({ name: "PartproofError", code: "invalid-input" });
  await expect(reading).rejects.toThrow(join(folder, "a.xml"));
  await expect(reading).rejects.toThrow(expected);
});

test("A folder without XML files is refused", async () => {
  await expect(readVoc(await folderWith({}))).rejects.toThrow("holds no XML files");
});
