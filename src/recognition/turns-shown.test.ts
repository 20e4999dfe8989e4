import { expect, test } from "vitest";
import type { LabelledPhoto } from "./labelled-photo.ts";
import { createRandom } from "./random.ts";
import { turnsShown } from "./turns-shown.ts";

type Marked = { label: string; x: number; y: number; width: number; height: number };

/** A photo of 1000 × 500 pixels; centers and sides of the marks in its pixels. */
function photo(...marks: Marked[]): LabelledPhoto {
  const boxes = marks.map(({ label, x, y, width, height }) => ({
    label,
    box: {
      left: (x - width / 2) / 1000,
      top: (y - height / 2) / 500,
      width: width / 1000,
      height: height / 500,
    },
  }));
  return { file: "photo.jpg", width: 1000, height: 500, boxes };
}

const bottle = { label: "bottle", x: 500, y: 300, width: 60, height: 120 };
const cap = { label: "cap", x: 500, y: 220, width: 50, height: 20 };

test("Bottles that all stand, each with its cap above, do not turn", () => {
  expect(turnsShown(Array.from({ length: 12 }, () => photo(bottle, cap)))).toBe("none");
});

test("Parts that all lie along one axis may still be upside down", () => {
  const onItsHead = { ...cap, y: 380 };
  const photos = Array.from({ length: 12 }, (_, at) => photo(bottle, at % 2 === 0 ? cap : onItsHead));

  expect(turnsShown(photos)).toBe("half");
  expect(turnsShown(Array.from({ length: 12 }, () => photo(bottle)))).toBe("half");
});

test("Loose parts that lie now wide, now high turn, as do square ones and those of too few photos", () => {
  const random = createRandom(4);
  const loose = Array.from({ length: 30 }, () => {
    const [width, height] = random.next() < 0.5 ? [120, 40] : [40, 120];
    return photo({ ...bottle, width, height });
  });

  expect(turnsShown(loose)).toBe("any");
  expect(turnsShown(Array.from({ length: 30 }, () => photo({ ...bottle, height: 62 })))).toBe("any");
  expect(turnsShown(Array.from({ length: 5 }, () => photo(bottle, cap)))).toBe("any");
});

test("A part as wide as it is high in fractions is not square in a wide photo", () => {
  const wide = { ...bottle, width: 200, height: 100 };

  expect(turnsShown(Array.from({ length: 20 }, () => photo(wide)))).toBe("half");
});
