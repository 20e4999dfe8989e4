import { expect, test } from "vitest";
import { joinLines } from "./join-lines.ts";

const left = { x: 50, y: 100, width: 80, height: 20, degrees: 0 };

test("Pieces of one line become one, tilted ones too", () => {
  const degrees = 30;
  const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const pieces = [0, 90, 180].map((at) => ({ ...left, x: 50 + at * cos, y: 100 + at * sin, degrees }));

  const lines = joinLines(pieces);

  expect(lines).toHaveLength(1);
  expect(lines[0]?.width).toBeCloseTo(260);
  expect(lines[0]?.height).toBeCloseTo(20);
});

test.each([
  ["lie below each other", { ...left, y: 124 }],
  ["lie far apart", { ...left, x: 200 }],
  ["differ in size", { ...left, x: 130, height: 10 }],
  ["differ in angle", { ...left, x: 130, degrees: 20 }],
])("Lines that %s stay two", (_, other) => {
  expect(joinLines([left, other])).toHaveLength(2);
});
