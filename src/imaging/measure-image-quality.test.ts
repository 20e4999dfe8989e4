import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { DecodedPhoto } from "../domain/photo.ts";
import { measureImageQuality } from "./measure-image-quality.ts";

function photo(width: number, height: number, shade: (x: number, y: number) => number): DecodedPhoto {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1)
    pixels.fill(shade(i % width, Math.floor(i / width)), i * 3, i * 3 + 3);
  return { width, height, pixels, format: "png" };
}

async function blurred(of: DecodedPhoto, sigma: number): Promise<DecodedPhoto> {
  const raw = { width: of.width, height: of.height, channels: 3 as const };
  return { ...of, pixels: await sharp(of.pixels, { raw }).blur(sigma).raw().toBuffer() };
}

const board = (x: number, y: number) => (((x >> 3) + (y >> 3)) % 2 === 0 ? 40 : 200);

describe("the quality of a photo", () => {
  it.each([
    [0, 0],
    [128, 0.502],
    [255, 1],
  ])("of one shade %i has the brightness %d and no sharpness", async (shade, brightness) => {
    expect(await measureImageQuality(photo(64, 48, () => shade))).toEqual({ brightness, sharpness: 0 });
  });

  it("weighs green more than red, and red more than blue", async () => {
    const of = async (channel: number) => {
      const one = photo(16, 16, () => 0);
      for (let i = channel; i < one.pixels.length; i += 3) one.pixels[i] = 255;
      return (await measureImageQuality(one)).brightness;
    };

    expect([await of(0), await of(1), await of(2)]).toEqual([0.2126, 0.7152, 0.0722]);
  });

  it("is what the definition gives, for a single bright point", async () => {
    // Of 25 inner pixels the point has −4 · 100, its four neighbors 100, all others 0: the mean is 0.
    const { sharpness } = await measureImageQuality(photo(7, 7, (x, y) => (x === 3 && y === 3 ? 100 : 0)));

    expect(sharpness).toBeCloseTo((400 ** 2 + 4 * 100 ** 2) / 25, 1);
  });

  it("falls with every step of blur, also where the photo is larger than what is measured", async () => {
    const sharpness = async (of: DecodedPhoto) => (await measureImageQuality(of)).sharpness;
    const [small, large] = [photo(320, 240, board), photo(2048, 1200, (x, y) => board(x >> 2, y >> 2))];

    for (const one of [small, large]) {
      const [clear, soft, softer] = [one, await blurred(one, 2), await blurred(one, 6)];
      expect(await sharpness(soft)).toBeLessThan((await sharpness(clear)) * 0.8);
      expect(await sharpness(softer)).toBeLessThan((await sharpness(soft)) * 0.8);
    }
  });

  it("has no sharpness where no pixel has neighbors all around", async () => {
    expect((await measureImageQuality(photo(2, 2, board))).sharpness).toBe(0);
  });
});
