import type { HeatMap } from "../domain/heat-map.ts";
import { decodePhoto } from "./decode-photo.ts";
import { drawHeatMap } from "./draw-heat-map.ts";
import { sharp } from "./sharp-for-server.ts";

const QUALITY = 75;

/**
 * A small upright WebP of a photo with its heat map on it, `widthPx` wide or as wide as the photo if that is less.
 * @throws UnusablePhotoError
 */
export async function heatThumbnail(bytes: Uint8Array, map: HeatMap, widthPx: number): Promise<Uint8Array> {
  const photo = await decodePhoto(bytes);
  const raw = { width: photo.width, height: photo.height, channels: 3 as const };
  const { data, info } = await sharp(photo.pixels, { raw })
    .resize({ width: widthPx, withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  await drawHeatMap({ width, height, pixels: data }, map, 1);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ quality: QUALITY, effort: 2 })
    .toBuffer();
}
