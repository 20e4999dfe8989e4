import { expect, test } from "vitest";
import type { DecodedPhoto } from "../domain/photo.ts";
import { toWorkingPhoto } from "./working-photo.ts";

/** No two pixels beside each other are alike. */
function drawn(width: number, height: number): DecodedPhoto {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 37) % 256);
  return { width, height, pixels, format: "png" };
}

test("A photo that has the size a model looks at keeps its pixels", async () => {
  const photo = drawn(96, 64);

  const working = await toWorkingPhoto(photo, 96);

  expect(working).toEqual({
    pixels: photo.pixels,
    width: 96,
    height: 64,
    contentWidth: 96,
    contentHeight: 64,
  });
});

test("A photo whose sides are no multiples of 32 is filled up with its edge", async () => {
  const photo = drawn(90, 60);

  const working = await toWorkingPhoto(photo, 90);

  const pixel = (of: { pixels: Uint8Array; width: number }, x: number, y: number) =>
    [0, 1, 2].map((color) => of.pixels[(y * of.width + x) * 3 + color]);
  expect(working).toMatchObject({ width: 96, height: 64, contentWidth: 90, contentHeight: 60 });
  expect(pixel(working, 89, 59)).toEqual(pixel(photo, 89, 59));
  expect(pixel(working, 95, 10)).toEqual(pixel(photo, 89, 10));
  expect(pixel(working, 95, 63)).toEqual(pixel(photo, 89, 59));
});

test("A larger photo is shrunk to the long side, and keeps its aspect", async () => {
  const working = await toWorkingPhoto(drawn(400, 200), 128);

  expect(working).toMatchObject({ width: 128, height: 64, contentWidth: 128, contentHeight: 64 });
  expect(working.pixels).toHaveLength(128 * 64 * 3);
});
