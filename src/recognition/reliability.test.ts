import fc from "fast-check";
import { expect, test } from "vitest";
import { reliabilityOf } from "./reliability.ts";

const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.2 };
const seen = (confidence: number, right: boolean) => ({
  truth: right ? [{ label: "nut", box }] : [],
  detections: [{ label: "nut", confidence, box }],
});

test("A bin says how sure its detections were and how many were right", () => {
  const photos = [seen(0.82, true), seen(0.88, false), seen(1, true), seen(0.8, true)];

  const { bins, expectedCalibrationError } = reliabilityOf(photos);

  expect(bins).toHaveLength(10);
  expect(bins[8]).toMatchObject({ from: 0.8, to: 0.9, count: 3, shareRight: 2 / 3 });
  expect(bins[8]?.meanConfidence).toBeCloseTo(2.5 / 3);
  expect(bins[9]).toMatchObject({ count: 1, meanConfidence: 1, shareRight: 1 });
  expect(bins[0]).toMatchObject({ count: 0, meanConfidence: null, shareRight: null });
  expect(expectedCalibrationError).toBeCloseTo((3 / 4) * (2.5 / 3 - 2 / 3));
});

test("Every detection is in the bin of its confidence, and the error is from 0 to 1", () => {
  const confidence = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(confidence, fc.boolean())), (list) => {
      const { bins, expectedCalibrationError } = reliabilityOf(
        list.map(([sure, right]) => seen(sure, right)),
      );

      expect(bins.reduce((total, { count }) => total + count, 0)).toBe(list.length);
      expect(expectedCalibrationError).toBeGreaterThanOrEqual(0);
      expect(expectedCalibrationError).toBeLessThanOrEqual(1);
      for (const { from, to, meanConfidence } of bins) {
        if (meanConfidence === null) continue;
        expect(meanConfidence).toBeGreaterThanOrEqual(from - 1e-9);
        expect(meanConfidence).toBeLessThanOrEqual(to + 1e-9);
      }
    }),
  );
});

test("Confidence 1 that is always right, and 0 that is always wrong, have no error", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (list) => {
      const photos = list.map((right) => seen(right ? 1 : 0, right));

      expect(reliabilityOf(photos).expectedCalibrationError).toBe(0);
    }),
  );
});
