import sharp from "sharp";
import type { Box } from "../../src/domain/detection.ts";
import type { DecodedPhoto } from "../../src/domain/photo.ts";
import { type Canvas, fillRect, type Rgb } from "../../src/imaging/canvas.ts";
import { drawText, measureText } from "../../src/imaging/draw-text.ts";
import { seededRandom } from "../../src/simulator/random.ts";

export type LabelLook = {
  /** Size of the letters; a capital is 0.73 of it high. */
  fontPx?: number;
  /** How far the label is turned, clockwise. */
  degrees?: number;
  /** Gray levels of 255. */
  ink?: number;
  paper?: number;
  /** Standard deviations: noise in levels of 255, blur in pixels. */
  noise?: number;
  blur?: number;
  seed?: number;
};

const PHOTO = { width: 800, height: 600 };

/** A photo of a gray plate with a printed label in its middle. @returns also the upright box around the label */
export async function drawLabel(
  lines: readonly string[],
  look: LabelLook = {},
): Promise<{ photo: DecodedPhoto; box: Box }> {
  const { fontPx = 28, degrees = 0, ink = 30, paper = 230, noise = 0, blur = 0, seed = 1 } = look;
  const rowPx = Math.round(fontPx * 1.5);
  const width = Math.ceil(Math.max(...lines.map((line) => measureText(line, fontPx))) + fontPx * 1.4);
  const height = lines.length * rowPx + Math.round(fontPx * 0.6);
  const canvas: Canvas = { width, height, pixels: new Uint8Array(width * height * 3) };
  fillRect(canvas, { left: 0, top: 0, right: width, bottom: height }, gray(paper));
  for (const [i, line] of lines.entries())
    drawText(canvas, line, fontPx * 0.7, (i + 1) * rowPx, fontPx, gray(ink));
  const plate = gray(Math.round(paper * 0.45));
  const turned = await sharp(canvas.pixels, { raw: { width, height, channels: 3 } })
    .rotate(degrees, { background: { r: plate[0], g: plate[1], b: plate[2] } })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const left = Math.floor((PHOTO.width - turned.info.width) / 2);
  const top = Math.floor((PHOTO.height - turned.info.height) / 2);
  const photo = sharp({
    create: { ...PHOTO, channels: 3, background: { r: plate[0], g: plate[1], b: plate[2] } },
  }).composite([{ input: turned.data, raw: { ...turned.info, channels: 3 }, left, top }]);
  const flat = await photo.png({ compressionLevel: 0 }).toBuffer();
  const soft = blur > 0 ? sharp(flat).blur(blur) : sharp(flat);
  const pixels = new Uint8Array(await soft.removeAlpha().raw().toBuffer());
  addNoise(pixels, noise, seed);
  return {
    photo: { ...PHOTO, pixels, format: "png" },
    box: {
      left: left / PHOTO.width,
      top: top / PHOTO.height,
      width: turned.info.width / PHOTO.width,
      height: turned.info.height / PHOTO.height,
    },
  };
}

function gray(level: number): Rgb {
  return [level, level, level];
}

/** The sum of four even draws is near enough to a bell. */
function addNoise(pixels: Uint8Array, deviation: number, seed: number): void {
  if (deviation === 0) return;
  const random = seededRandom("label noise", seed);
  const reach = deviation * Math.sqrt(3);
  for (let at = 0; at < pixels.length; at++) {
    const draw = random.next() + random.next() + random.next() + random.next() - 2;
    pixels[at] = Math.max(0, Math.min(255, Math.round((pixels[at] ?? 0) + draw * reach)));
  }
}
