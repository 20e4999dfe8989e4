import { readFile } from "node:fs/promises";
import sharp from "sharp";
import type { DecodedPhoto } from "../../src/domain/photo.ts";

export async function decodeFile(file: string): Promise<DecodedPhoto> {
  const { data, info } = await sharp(await readFile(file))
    .autoOrient()
    .toColorspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data, format: "jpeg" };
}
