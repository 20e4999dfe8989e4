import fc from "fast-check";
import { expect, test } from "vitest";
import { calibrate, fitCalibration, UNCALIBRATED } from "./calibration.ts";
import { createRandom } from "./random.ts";

test("An uncalibrated score is the confidence", () => {
  for (const score of [0.01, 0.3, 0.5, 0.99]) expect(calibrate(score, UNCALIBRATED)).toBeCloseTo(score);
});

test("Where a score of 0.9 is right half of the time, confidence becomes one half", () => {
  const random = createRandom(1);
  const seen = Array.from({ length: 3000 }, () => {
    const score = random.between(0.02, 0.98);
    const logit = Math.log(score / (1 - score));
    return { score, right: random.next() < 1 / (1 + Math.exp(-(logit - Math.log(9)))) };
  });

  const calibration = fitCalibration(seen);

  expect(calibrate(0.9, calibration)).toBeCloseTo(0.5, 1);
  expect(calibrate(0.5, calibration)).toBeCloseTo(0.1, 1);
});

test("Detections that are all right, or separate cleanly, stay within bounds and above one half", () => {
  const allRight = fitCalibration(Array.from({ length: 20 }, () => ({ score: 0.9999, right: true })));
  const clean = fitCalibration([
    ...Array.from({ length: 40 }, () => ({ score: 0.999, right: true })),
    ...Array.from({ length: 40 }, () => ({ score: 0.05, right: false })),
  ]);

  expect(calibrate(0.9999, allRight)).toBeGreaterThan(0.9);
  expect(calibrate(0.999, clean)).toBeGreaterThan(0.9);
  expect(calibrate(0.05, clean)).toBeLessThan(0.1);
});

test("No scores, however they fall, make a faint detection certain or the fit run away", () => {
  const detection = fc.record({ score: fc.double({ min: 0.03, max: 1, noNaN: true }), right: fc.boolean() });
  fc.assert(
    fc.property(fc.array(detection, { maxLength: 300 }), (seen) => {
      const calibration = fitCalibration(seen);

      expect(calibrate(0.03, calibration)).toBeLessThan(0.9);
      expect(calibrate(0.9999, calibration)).toBeGreaterThan(calibrate(0.03, calibration));
    }),
  );
});

test("Many sure detections that are right beside few faint ones that are wrong stay apart", () => {
  const sure = Array.from({ length: 170 }, () => ({ score: 0.9998, right: true }));
  const faint = Array.from({ length: 12 }, (_, i) => ({ score: 0.03 + i * 0.02, right: false }));

  const calibration = fitCalibration([...sure, ...faint]);

  expect(calibrate(0.9998, calibration)).toBeGreaterThan(0.95);
  expect(calibrate(0.15, calibration)).toBeLessThan(0.4);
});

test("No detections at all leave the scores as they are", () => {
  expect(fitCalibration([])).toEqual(UNCALIBRATED);
});
