import sharp from "sharp";
import type { Box } from "../../src/domain/detection.ts";
import {
  compose,
  type Homography,
  invert,
  mapArea,
  mapPoint,
} from "../../src/recognition/golden/homography.ts";
import type { Random } from "../../src/recognition/random.ts";

/** Any turn, 0.7 to 1.1 times as large (more would not fit the photo), seen from up to 9 degrees or so beside. */
export function drawTilt(random: Random, { width, height }: { width: number; height: number }): Homography {
  const [angle, scale] = [
    random.between(0, 2 * Math.PI),
    Math.exp(random.between(Math.log(0.7), Math.log(1.1))),
  ];
  const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const bend = () => random.between(-0.15, 0.15) / Math.max(width, height);
  const [x, y] = [width / 2, height / 2];
  const toMiddle: Homography = [1, 0, -x, 0, 1, -y, 0, 0, 1];
  return compose([1, 0, x, 0, 1, y, 0, 0, 1], compose([a, -b, 0, b, a, 0, bend(), bend(), 1], toMiddle));
}

/** The photo after the map, on a canvas of the same size, gray where nothing is; and a box where it comes to lie. */
export async function tiltPhoto(
  jpeg: Buffer,
  map: Homography,
): Promise<{ jpeg: Buffer; boxIn(box: Box): Box }> {
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const back = invert(map);
  if (!back) throw new Error("The map folds the photo.");
  const pixels = new Uint8Array(width * height * 3).fill(110);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = mapPoint(back, { x, y });
      const [x0, y0] = [Math.floor(from.x), Math.floor(from.y)];
      if (!(x0 >= 0 && y0 >= 0 && x0 + 1 < width && y0 + 1 < height)) continue;
      const [fx, fy] = [from.x - x0, from.y - y0];
      for (let color = 0; color < 3; color++) {
        const p = (y0 * width + x0) * 3 + color;
        const above = (data[p] as number) * (1 - fx) + (data[p + 3] as number) * fx;
        const q = p + width * 3;
        const below = (data[q] as number) * (1 - fx) + (data[q + 3] as number) * fx;
        pixels[(y * width + x) * 3 + color] = above * (1 - fy) + below * fy + 0.5;
      }
    }
  const boxIn = ({ left, top, width: w, height: h }: Box): Box => {
    const area = {
      x: (left + w / 2) * width,
      y: (top + h / 2) * height,
      width: w * width,
      height: h * height,
    };
    const seen = mapArea(map, area);
    return {
      left: (seen.x - seen.width / 2) / width,
      top: (seen.y - seen.height / 2) / height,
      width: seen.width / width,
      height: seen.height / height,
    };
  };
  const tilted = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
  return { jpeg: tilted, boxIn };
}
