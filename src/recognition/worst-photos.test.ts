import fc from "fast-check";
import { expect, test } from "vitest";
import { worstPhotos } from "./worst-photos.ts";

const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.2 };
const missing = (count: number) => ({
  truth: Array.from({ length: count }, () => ({ label: "nut", box })),
  detections: [],
});

test("Photos with most faults come first, those without none at all, and only so many", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 4 }));
  fc.assert(
    fc.property(counts, fc.integer({ min: 0, max: 12 }), (faults, most) => {
      const { worst, faulty } = worstPhotos(faults.map(missing), most);

      const shown = worst.map(({ index }) => faults[index] ?? 0);
      const expected = faults.filter((count) => count > 0).sort((a, b) => b - a);
      expect(shown).toEqual(expected.slice(0, most));
      expect(faulty).toBe(expected.length);
    }),
  );
});
