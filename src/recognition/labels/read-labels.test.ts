import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/label-folder.ts";
import type { Box } from "../../domain/detection.ts";
import { type LabelSource, readLabels } from "./read-labels.ts";

const [WIDTH, HEIGHT] = [160, 120];
const LABELS = ["nut", "screw", 'M3 washer, "big" <&> ø'];
type Truth = { label: string; box: Box }[];

const side = fc.double({ min: 0, max: 0.6, noNaN: true });
const length = fc.double({ min: 0.01, max: 0.4, noNaN: true });
const boxes: fc.Arbitrary<Truth> = fc.array(
  fc.record({
    label: fc.constantFrom(...LABELS),
    box: fc.record({ left: side, top: side, width: length, height: length }),
  }),
  { maxLength: 5 },
);

const xml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const pixels = ({ left, top, width, height }: Box) => ({
  left: left * WIDTH,
  top: top * HEIGHT,
  width: width * WIDTH,
  height: height * HEIGHT,
});

/** The same boxes as each format writes them. */
const WRITERS: Record<
  LabelSource["format"],
  (truth: Truth) => { path: string; texts: Record<string, string> }
> = {
  coco: (truth) => ({
    path: "labels.json",
    texts: {
      "labels.json": JSON.stringify({
        images: [{ id: 1, file_name: "images/a.png", width: WIDTH, height: HEIGHT }],
        categories: LABELS.map((name, id) => ({ id, name })),
        annotations: truth.map(({ label, box }) => ({
          image_id: 1,
          category_id: LABELS.indexOf(label),
          bbox: Object.values(pixels(box)),
        })),
      }),
    },
  }),
  manifest: (truth) => ({
    path: "all.manifest",
    texts: {
      "all.manifest": JSON.stringify({
        "source-ref": "s3://some-bucket/images/a.png",
        boxes: {
          image_size: [{ width: WIDTH, height: HEIGHT, depth: 3 }],
          annotations: truth.map(({ label, box }) => ({ class_id: LABELS.indexOf(label), ...pixels(box) })),
        },
        "boxes-metadata": {
          type: "groundtruth/object-detection",
          "class-map": Object.fromEntries(LABELS.entries()),
        },
      }),
    },
  }),
  yolo: (truth) => ({
    path: ".",
    texts: {
      "classes.txt": LABELS.join("\n"),
      "labels/a.txt": truth
        .map(({ label, box: { left, top, width, height } }) =>
          [LABELS.indexOf(label), left + width / 2, top + height / 2, width, height].join(" "),
        )
        .join("\n"),
    },
  }),
  voc: (truth) => ({
    path: ".",
    texts: {
      "annotations/a.xml": `<annotation><filename>a.png</filename>
          <size><width>${WIDTH}</width><height>${HEIGHT}</height></size>${truth
            .map(({ label, box }) => {
              const { left, top, width, height } = pixels(box);
              return `<object><name>${xml(label)}</name><bndbox><xmin>${left}</xmin><ymin>${top}</ymin>
                <xmax>${left + width}</xmax><ymax>${top + height}</ymax></bndbox></object>`;
            })
            .join("")}</annotation>`,
    },
  }),
};

test.each(["coco", "manifest", "yolo", "voc"] as const)(
  "Boxes written as %s are read back the same",
  async (format) => {
    await fc.assert(
      fc.asyncProperty(boxes, async (truth) => {
        const { path, texts } = WRITERS[format](truth);
        const folder = await folderWith(texts, { "images/a.png": [WIDTH, HEIGHT] });

        const photos = await readLabels({ format, path: join(folder, path) });

        expect(photos).toHaveLength(1);
        expect(photos[0]).toMatchObject({ width: WIDTH, height: HEIGHT, file: join(folder, "images/a.png") });
        expect(photos[0]?.boxes.map(({ label }) => label)).toEqual(truth.map(({ label }) => label));
        for (const [index, { box }] of truth.entries())
          for (const edge of ["left", "top", "width", "height"] as const)
            expect(photos[0]?.boxes[index]?.box[edge]).toBeCloseTo(box[edge], 9);
      }),
      { numRuns: 25 },
    );
  },
);

test("A photo of another shape than its labels are for is refused, and so is one that is not there", async () => {
  const { path, texts } = WRITERS.coco([]);
  const turned = await folderWith(texts, { "images/a.png": [HEIGHT, WIDTH] });
  const absent = await folderWith(texts);

  const reading = (folder: string) => readLabels({ format: "coco", path: join(folder, path) });

  await expect(reading(turned)).rejects.toThrow("120 × 160 pixels upright, its labels are for 160 × 120");
  await expect(reading(absent)).rejects.toThrow("cannot be read");
});
