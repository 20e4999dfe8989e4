import sharp from "sharp";
import type { Box } from "../../src/domain/detection.ts";
import type { DecodedPhoto } from "../../src/domain/photo.ts";

/**
 * A wall with a clock: an everyday object that every general recognizer knows, even drawn.
 * @param place size of the photo in pixels, and the clock's middle and radius in it
 */
export async function drawClock(
  place: { width: number; height: number; x: number; y: number; radius: number } = {
    width: 640,
    height: 480,
    x: 250,
    y: 240,
    radius: 170,
  },
): Promise<{ photo: DecodedPhoto; box: Box }> {
  const { width, height, x, y, radius } = place;
  const hours = Array.from(
    { length: 12 },
    (_, hour) => `<rect x="-4" y="-145" width="8" height="26" transform="rotate(${hour * 30})"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#d8cfc0"/>
    <g transform="translate(${x} ${y}) scale(${radius / 170})" fill="#111">
      <circle r="170" fill="#222"/><circle r="155" fill="#fafafa"/>${hours.join("")}
      <rect x="-6" y="-90" width="12" height="96" transform="rotate(300)"/>
      <rect x="-4" y="-125" width="8" height="130" transform="rotate(60)"/><circle r="10"/>
    </g></svg>`;
  const pixels = await sharp(Buffer.from(svg)).flatten().removeAlpha().raw().toBuffer();
  return {
    photo: { width, height, pixels, format: "png" },
    box: {
      left: (x - radius) / width,
      top: (y - radius) / height,
      width: (2 * radius) / width,
      height: (2 * radius) / height,
    },
  };
}
