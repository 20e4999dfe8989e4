import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { encodeLevels, type HeatMap } from "../domain/heat-map.ts";
import type { Canvas } from "./canvas.ts";
import { drawHeatMap } from "./draw-heat-map.ts";
import { heatThumbnail } from "./heat-thumbnail.ts";

const [WIDTH, HEIGHT] = [120, 60];

/** Usual on the left, more and more unusual to the right. */
function rising(): HeatMap {
  const levels = Uint8Array.of(0, 0, 0, 60, 120, 255);
  return { label: "anomaly", rows: 1, columns: 6, unusualFrom: 90, levels: encodeLevels(levels) };
}

async function drawnOn(value: number, map = rising()): Promise<Canvas> {
  const canvas = { width: WIDTH, height: HEIGHT, pixels: new Uint8Array(WIDTH * HEIGHT * 3).fill(value) };
  await drawHeatMap(canvas, map, 1);
  return canvas;
}

function pixel({ pixels, width }: Canvas, x: number, y = 30): number[] {
  return [...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

/** Relative luminance, 0 to 255: what is left of a color to an eye that sees none. */
function lightness([red = 0, green = 0, blue = 0]: number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("a heat map on a photo", () => {
  test("leaves what is usual as it is", async () => {
    const canvas = await drawnOn(128);

    for (let x = 0; x < 60; x++) expect(pixel(canvas, x)).toEqual([128, 128, 128]);
  });

  test.each([40, 128, 255])("shows more heat on a photo of gray %i without any color", async (value) => {
    const canvas = await drawnOn(value);

    const [mild, strong] = [lightness(pixel(canvas, 86)), lightness(pixel(canvas, 118))];

    expect(Math.abs(mild - strong)).toBeGreaterThan(8);
    expect(Math.abs(strong - value)).toBeGreaterThan(12);
  });

  test("lets the part be seen through it", async () => {
    const [dark, light] = [pixel(await drawnOn(0), 118), pixel(await drawnOn(200), 118)];

    expect((light[0] ?? 0) - (dark[0] ?? 0)).toBeGreaterThanOrEqual(99);
  });

  test("is outlined in dark beside light, so that one of them stands out on any photo", async () => {
    const canvas = await drawnOn(128);
    const row = Array.from({ length: WIDTH }, (_, x) => pixel(canvas, x));
    const edge = row.findIndex(([red]) => red === 16);

    expect(row[edge + 1]).toEqual([255, 255, 255]);
  });
});

test("A heat thumbnail is a WebP of that width, hot where the map is", async () => {
  const background = { r: 128, g: 128, b: 128 };
  const png = await sharp({ create: { width: 240, height: 120, channels: 3, background } })
    .png()
    .toBuffer();

  const webp = await heatThumbnail(png, rising(), WIDTH);

  const { data, info } = await sharp(webp).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([WIDTH, HEIGHT]);
  const canvas = { width: WIDTH, height: HEIGHT, pixels: data };
  expect((pixel(canvas, 117)[2] ?? 0) < (pixel(canvas, 20)[2] ?? 0) - 30).toBe(true);
});
