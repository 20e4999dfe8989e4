import { expect, test } from "vitest";
import { typicalCounts } from "./typical-counts.ts";

const box = { left: 0.1, top: 0.1, width: 0.1, height: 0.1 };

function photo(counts: Record<string, number>) {
  const boxes = Object.entries(counts).flatMap(([label, count]) =>
    Array.from({ length: count }, () => ({ label, box })),
  );
  return { boxes };
}

test("Where most photos lack something on purpose, a complete widget has the most of each part", () => {
  const photos = [
    photo({ screw: 4, led: 2 }),
    ...Array.from({ length: 5 }, () => photo({ screw: 3, led: 2 })),
    ...Array.from({ length: 5 }, () => photo({ screw: 4, led: 1 })),
  ];

  const counts = typicalCounts(photos, ["led", "screw"]);

  expect(counts).toEqual([
    { label: "led", full: 2, shownBy: 6, complete: 2 },
    { label: "screw", full: 4, shownBy: 6, complete: 4 },
  ]);
});

test("A label for empty places is no part of a complete widget", () => {
  const photos = [
    ...Array.from({ length: 8 }, () => photo({ screw: 4 })),
    ...Array.from({ length: 3 }, () => photo({ hole: 4 })),
    ...Array.from({ length: 4 }, () => photo({ hole: 2, screw: 2 })),
  ];

  const counts = typicalCounts(photos, ["hole", "screw"]);

  expect(counts.map(({ complete }) => complete)).toEqual([0, 4]);
});

test("One photo with a box too many among forty does not raise the full count", () => {
  const photos = [photo({ screw: 5 }), ...Array.from({ length: 40 }, () => photo({ screw: 4 }))];

  const [screw] = typicalCounts(photos, ["screw"]);

  expect(screw).toMatchObject({ full: 4, shownBy: 40, complete: 4 });
});
