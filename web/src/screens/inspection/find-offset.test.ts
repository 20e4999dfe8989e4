import { expect, it } from "vitest";
import { findOffset } from "./find-offset.ts";

const WIDTH = 40;
/** A picture whose rows all differ. */
const picture = (height: number) =>
  Array.from({ length: height }, (_, y) =>
    Uint8Array.from({ length: WIDTH }, (__, x) => (x * 7 + y * y * 3) % 256),
  );
const band = (height: number) => Array.from({ length: height }, () => new Uint8Array(WIDTH).fill(32));

it.each([0, 1, 17, 40])("finds a photo that begins %i rows below the top", (top) => {
  const photo = picture(60);

  expect(findOffset(photo, [...band(top), ...photo, ...band(9)])).toBe(top);
});

it("is not led astray by marks and by noise", () => {
  const photo = picture(60);
  const marked = photo.map((row, y) =>
    row.map((value, x) => (x > 10 && x < 14 ? 255 : value + ((x + y) % 5))),
  );

  expect(findOffset(photo, [...band(12), ...marked, ...band(4)])).toBe(12);
});

it("is 0 where nothing was added", () => {
  expect(findOffset(picture(20), picture(20))).toBe(0);
  expect(findOffset(picture(20), [])).toBe(0);
});
