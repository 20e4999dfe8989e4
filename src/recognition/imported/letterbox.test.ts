import { expect, test } from "vitest";
import { toLetterbox, toPlanes } from "./letterbox.ts";

const red = {
  width: 4,
  height: 2,
  pixels: new Uint8Array(24).map((_, at) => (at % 3 ? 0 : 255)),
  format: "png" as const,
};
const input = { width: 64, height: 64 };

test("A photo is kept whole and centered on gray, its planes run red, green, blue from 0 to 1", async () => {
  const fitted = await toLetterbox(red, input, "keep");

  const planes = toPlanes(fitted);

  expect(fitted.content).toEqual({ left: 0, top: 16, width: 64, height: 32 });
  const [corner, middle] = [0, 32 * 64 + 32];
  const at = (pixel: number) => [0, 1, 2].map((channel) => planes[channel * 64 * 64 + pixel] ?? -1);
  expect(at(middle)).toEqual([1, 0, 0]);
  for (const value of at(corner)) expect(value).toBeCloseTo(114 / 255);
});

test("A photo can be stretched to fill the input", async () => {
  const fitted = await toLetterbox(red, input, "stretch");

  expect(fitted.content).toEqual({ left: 0, top: 0, width: 64, height: 64 });
  expect(
    toPlanes(fitted)
      .slice(0, 64 * 64)
      .every((value) => value === 1),
  ).toBe(true);
});
