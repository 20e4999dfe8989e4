import fc from "fast-check";
import { expect, test } from "vitest";
import { confusionOf, outcomeOf } from "./confusion.ts";
import { evaluate } from "./evaluate.ts";
import type { JudgedPhoto } from "./match-detections.ts";

const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.2 };
const elsewhere = { ...box, left: 0.7 };

test("Parts are found, confused, missed or invented", () => {
  const photo = {
    truth: [
      { label: "nut", box },
      { label: "screw", box: elsewhere },
      { label: "washer", box: { ...box, top: 0.7 } },
    ],
    detections: [
      { label: "nut", confidence: 0.9, box },
      { label: "nut", confidence: 0.8, box },
      { label: "bolt", confidence: 0.7, box: elsewhere },
    ],
  };

  const { labels, counts } = confusionOf([photo]);

  expect(labels).toEqual(["bolt", "nut", "screw", "washer"]);
  expect(counts).toEqual([
    [0, 0, 0, 0, 0],
    [0, 1, 0, 0, 0],
    [1, 0, 0, 0, 0],
    [0, 0, 0, 0, 1],
    [0, 1, 0, 0, 0],
  ]);
});

/** Places on a coarse grid, so that boxes often meet. */
const place = fc.record({
  left: fc.integer({ min: 0, max: 6 }).map((at) => at / 10),
  top: fc.constantFrom(0, 0.05, 0.5),
  width: fc.constantFrom(0.1, 0.2),
  height: fc.constantFrom(0.1, 0.2),
});
const label = fc.constantFrom("nut", "screw", "washer");
const photos: fc.Arbitrary<JudgedPhoto[]> = fc.array(
  fc.record({
    truth: fc.array(fc.record({ label, box: place }), { maxLength: 6 }),
    detections: fc.array(
      fc.record({ label, box: place, confidence: fc.double({ min: 0, max: 1, noNaN: true }) }),
      {
        maxLength: 8,
      },
    ),
  }),
  { maxLength: 4 },
);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test("Each part and each detection is counted once, and the diagonal is what precision and recall count", () => {
  fc.assert(
    fc.property(photos, fc.constantFrom(0, 0.5), (list, threshold) => {
      const { confusion, perPart } = evaluate(list, threshold);

      const { labels, counts } = confusion;
      const seen = list.flatMap(({ detections }) => detections.filter((d) => d.confidence >= threshold));
      for (const [at, name] of labels.entries()) {
        const trueCount = list.flatMap(({ truth }) => truth).filter((part) => part.label === name).length;
        expect(sum(counts[at] ?? [])).toBe(trueCount);
        expect(sum(counts.map((row) => row[at] ?? 0))).toBe(seen.filter((d) => d.label === name).length);
        const part = perPart.find((figures) => figures.label === name);
        if (part) expect(counts[at]?.[at]).toBe(Math.round(part.recall * part.count));
      }
      expect(counts.at(-1)?.at(-1)).toBe(0);
    }),
  );
});

test("A recognizer that sees the truth itself confuses nothing", () => {
  fc.assert(
    fc.property(photos, (list) => {
      const perfect = list.map(({ truth }) => ({
        truth,
        detections: truth.map((part) => ({ ...part, confidence: 1 })),
      }));

      const outcomes = perfect.map(outcomeOf);

      for (const { confused, missed, invented } of outcomes) {
        expect([confused, missed, invented]).toEqual([[], [], []]);
      }
    }),
  );
});
