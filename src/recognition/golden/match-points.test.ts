import { expect, test } from "vitest";
import { BITS, matchPoints } from "./match-points.ts";
import { openSharedBits } from "./shared-bits.ts";

const sharedBits = await openSharedBits(1);

/** Points whose first so many bits are ones. */
function described(...ones: number[]): Uint8Array {
  return Uint8Array.from(
    ones.flatMap((count) => Array.from({ length: BITS }, (_, bit) => (bit < count ? 1 : 0))),
  );
}

test("A point is paired with the one that looks most like it", async () => {
  const pairs = await matchPoints(described(0, 200), described(205, 3, 100), sharedBits);

  expect(pairs).toEqual([
    { from: 0, to: 1 },
    { from: 1, to: 0 },
  ]);
});

test("A point that looks like two others is paired with none", async () => {
  const pairs = await matchPoints(described(50), described(40, 60), sharedBits);

  expect(pairs).toEqual([]);
});

test("Of two points that look like the same one the nearer is paired", async () => {
  const pairs = await matchPoints(described(10, 2), described(0, 200), sharedBits);

  expect(pairs).toEqual([{ from: 1, to: 0 }]);
});

test("Where no point was found there are no pairs", async () => {
  expect(await matchPoints(described(), described(3), sharedBits)).toEqual([]);
  expect(await matchPoints(described(3), described(), sharedBits)).toEqual([]);
});
