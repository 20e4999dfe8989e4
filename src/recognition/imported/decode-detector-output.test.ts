import fc from "fast-check";
import { expect, test } from "vitest";
import { detectorOutput, type Seen } from "../../../test/support/detector-output.ts";
import type { Box } from "../../domain/detection.ts";
import { decodeDetectorOutput } from "./decode-detector-output.ts";
import { DETECTOR_LAYOUTS } from "./detector-layout.ts";

const LABELS = 3;
/** A photo twice as wide as high, whole and centered in a square input. */
const wide = { width: 640, height: 640, content: { left: 0, top: 160, width: 640, height: 320 } };

/** One box at most in each cell of a grid: no two of them overlap. */
const scene: fc.Arbitrary<Seen[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 9 })
  .chain((cells) =>
    fc.tuple(
      ...cells.map((cell) =>
        fc.record({
          label: fc.integer({ min: 0, max: LABELS - 1 }),
          score: fc.double({ min: 0.1, max: 0.99, noNaN: true }),
          box: fc.record({
            left: fc.double({ min: 0.01, max: 0.1, noNaN: true }).map((at) => at + (cell % 3) / 3),
            top: fc.double({ min: 0.01, max: 0.1, noNaN: true }).map((at) => at + Math.floor(cell / 3) / 3),
            width: fc.double({ min: 0.05, max: 0.2, noNaN: true }),
            height: fc.double({ min: 0.05, max: 0.2, noNaN: true }),
          }),
        }),
      ),
    ),
  );

const cellOf = ({ box }: { box: Box }) => Math.floor(box.left * 3) + 3 * Math.floor(box.top * 3);

test.each(DETECTOR_LAYOUTS)("What a detector of layout %s writes is read back the same", (layout) => {
  fc.assert(
    fc.property(scene, fc.boolean(), (seen, logits) => {
      const options = { layout, labels: LABELS, logits: logits && layout === "rt-detr" };
      const output = detectorOutput(seen, options, wide);

      const found = decodeDetectorOutput(output, options, wide);

      const scores = found.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      const [back, expected] = [found, seen].map((list) => [...list].sort((a, b) => cellOf(a) - cellOf(b)));
      expect(back?.map(({ label }) => label)).toEqual(expected?.map(({ label }) => label));
      for (const [index, { score, box }] of (expected ?? []).entries()) {
        expect(back?.[index]?.score).toBeCloseTo(score, 4);
        for (const side of ["left", "top", "width", "height"] as const)
          expect(back?.[index]?.box[side]).toBeCloseTo(box[side], 4);
      }
    }),
  );
});

const box: Box = { left: 0.2, top: 0.2, width: 0.2, height: 0.2 };
const options = { layout: "yolov8", labels: LABELS, logits: false } as const;

test("Of boxes of one label at one place the best stays; another label may be there too", () => {
  const seen = [
    { label: 0, score: 0.6, box },
    { label: 0, score: 0.8, box: { ...box, left: 0.21 } },
    { label: 1, score: 0.5, box },
  ];

  const found = decodeDetectorOutput(detectorOutput(seen, options, wide), options, wide);

  expect(found.map(({ label, score }) => [label, Math.round(score * 10)])).toEqual([
    [0, 8],
    [1, 5],
  ]);
});

test("A box that reaches over the photo is clipped, and one beside it, empty or not a number is left out", () => {
  const seen = [
    { label: 0, score: 0.9, box: { left: -0.1, top: 0.5, width: 0.3, height: 0.7 } },
    { label: 1, score: 0.9, box: { left: 0.2, top: 1.1, width: 0.1, height: 0.1 } },
    { label: 1, score: 0.9, box: { ...box, width: 0 } },
    { label: 1, score: 0.9, box: { ...box, left: Number.NaN } },
    { label: 1, score: Number.NaN, box },
  ];

  const found = decodeDetectorOutput(detectorOutput(seen, options, wide), options, wide);

  expect(found).toHaveLength(1);
  expect(found[0]?.box.left).toBe(0);
  expect(found[0]?.box.width).toBeCloseTo(0.2);
  expect(found[0]?.box.height).toBeCloseTo(0.5);
});
