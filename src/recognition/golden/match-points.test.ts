import { expect, test } from "vitest";
import { matchPoints, WORDS } from "./match-points.ts";

/** Descriptors that differ from all zeros in the first `bits` bits. */
function described(...bits: number[]): Uint32Array {
  return Uint32Array.from(
    bits.flatMap((count) => {
      const words = Array.from({ length: WORDS }, () => 0);
      for (let bit = 0; bit < count; bit++)
        words[bit >> 5] = ((words[bit >> 5] ?? 0) | (1 << (bit & 31))) >>> 0;
      return words;
    }),
  );
}

test("A point is paired with the one that looks most like it", () => {
  const pairs = matchPoints(described(0, 200), described(205, 3, 100));

  expect(pairs).toEqual([
    { from: 0, to: 1 },
    { from: 1, to: 0 },
  ]);
});

test("A point that looks like two others is paired with none", () => {
  const pairs = matchPoints(described(50), described(40, 60));

  expect(pairs).toEqual([]);
});

test("Of two points that look like the same one the nearer is paired", () => {
  const pairs = matchPoints(described(10, 2), described(0, 200));

  expect(pairs).toEqual([{ from: 1, to: 0 }]);
});
