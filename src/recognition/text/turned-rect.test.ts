import fc from "fast-check";
import { expect, test } from "vitest";
import { cornersOf, normalDegrees, smallestRect } from "./turned-rect.ts";

test("The smallest rectangle around the corners of a turned one is that one, its width the longer side", () => {
  const rects = fc.record({
    x: fc.integer({ min: -500, max: 500 }),
    y: fc.integer({ min: -500, max: 500 }),
    width: fc.integer({ min: 60, max: 400 }),
    height: fc.integer({ min: 5, max: 50 }),
    degrees: fc.integer({ min: -89, max: 89 }),
  });

  fc.assert(
    fc.property(rects, (rect) => {
      const found = smallestRect([...cornersOf(rect), { x: rect.x, y: rect.y }]);

      for (const side of ["x", "y", "width", "height"] as const)
        expect(found[side]).toBeCloseTo(rect[side], 6);
      expect(normalDegrees(found.degrees - rect.degrees)).toBeCloseTo(0, 6);
    }),
  );
});

test("Points on one spot have a rectangle of no size", () => {
  expect(
    smallestRect([
      { x: 3, y: 4 },
      { x: 3, y: 4 },
    ]),
  ).toMatchObject({ x: 3, y: 4, width: 0, height: 0 });
});
