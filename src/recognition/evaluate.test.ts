import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { evaluate } from "./evaluate.ts";

/**
 * How the reference was made: 14 random photos with truth and detections, in tenths and ten-thousandths so
 * that scores tie; pycocotools in a fresh virtual environment, COCOeval(gt, gt.loadRes(detections), "bbox"),
 * evaluate, accumulate, summarize; mAP50_95 and mAP50 are stats[0] and stats[1].
 */
const referenceSchema = z.object({
  width: z.number(),
  height: z.number(),
  mAP50: z.number(),
  mAP50_95: z.number(),
  ap50: z.record(z.string(), z.number()),
  photos: z.array(
    z.object({
      truth: z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()])),
      seen: z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.number(), z.number()])),
    }),
  ),
});
const reference = referenceSchema.parse(
  JSON.parse(readFileSync(new URL("./fixtures/pycocotools-reference.json", import.meta.url), "utf8")),
);
const inFractions = (x: number, y: number, width: number, height: number) => ({
  left: x / reference.width,
  top: y / reference.height,
  width: width / reference.width,
  height: height / reference.height,
});

test("Mean average precision equals that of pycocotools to a millionth", () => {
  const photos = reference.photos.map(({ truth, seen }) => ({
    truth: truth.map(([label, ...box]) => ({ label, box: inFractions(...box) })),
    detections: seen.map(([label, confidence, ...box]) => ({ label, confidence, box: inFractions(...box) })),
  }));

  const figures = evaluate(photos);

  expect(Math.abs(figures.mAP50 - reference.mAP50)).toBeLessThan(1e-6);
  expect(Math.abs(figures.mAP50_95 - reference.mAP50_95)).toBeLessThan(1e-6);
  for (const { label, ap50 } of figures.perPart) expect(ap50).toBeCloseTo(reference.ap50[label] ?? -1, 9);
});

const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.2 };

test("Precision and recall count only detections that are sure enough", () => {
  const photo = {
    truth: [{ label: "nut", box }],
    detections: [
      { label: "nut", confidence: 0.9, box },
      { label: "nut", confidence: 0.7, box: { ...box, left: 0.7 } },
      { label: "nut", confidence: 0.4, box: { ...box, top: 0.7 } },
    ],
  };

  const strict = evaluate([photo], 0.8);
  const loose = evaluate([photo], 0.5);

  expect(strict.perPart[0]).toMatchObject({ label: "nut", precision: 1, recall: 1 });
  expect(loose.perPart[0]).toMatchObject({ precision: 0.5, recall: 1 });
  expect([strict.countExact, loose.countExact]).toEqual([1, 0]);
});

test("A photo with a part of a label that is not there is not counted exactly", () => {
  const figures = evaluate([{ truth: [], detections: [{ label: "bolt", confidence: 0.9, box }] }]);

  expect(figures.countExact).toBe(0);
});
