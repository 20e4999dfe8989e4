import type { TextCrop } from "./text-crop.ts";
import { type TurnedRect, unitVector } from "./turned-rect.ts";

/** The reading model wants lines of this height, and was trained on none shorter than this width. */
export const LINE_HEIGHT = 48;
const LEAST_WIDTH = 320;
/** Longer lines are squeezed; 25 times as long as high are some 50 characters. */
const MOST_WIDTH = 1200;
const MOST_SAMPLES = 3;

/** A line set upright, as the reading model wants it: [3, 48, width] of blue, green, red from −1 to 1. */
export type CutLine = { width: number; values: Float32Array };

/** Cuts a line out, turned so that its text lies level, with soft sampling between pixels; 0 fills the rest. */
export function cutLine(crop: TextCrop, rect: TurnedRect): CutLine {
  const filled = Math.min(MOST_WIDTH, Math.max(8, Math.round((rect.width / rect.height) * LINE_HEIGHT)));
  const width = Math.max(LEAST_WIDTH, Math.ceil(filled / 8) * 8);
  const values = new Float32Array(3 * LINE_HEIGHT * width);
  const { cos, sin } = unitVector(rect.degrees);
  const plane = LINE_HEIGHT * width;
  // Where a line is made smaller, the mean of several samples keeps noise and fine strokes from flickering.
  const fine = Math.min(MOST_SAMPLES, Math.max(1, Math.round(rect.height / LINE_HEIGHT)));
  for (let row = 0; row < LINE_HEIGHT * fine; row++) {
    const across = ((row + 0.5) / (LINE_HEIGHT * fine) - 0.5) * rect.height;
    for (let column = 0; column < filled * fine; column++) {
      const along = ((column + 0.5) / (filled * fine) - 0.5) * rect.width;
      const x = rect.x + along * cos - across * sin - 0.5;
      const y = rect.y + along * sin + across * cos - 0.5;
      const to = Math.floor(row / fine) * width + Math.floor(column / fine);
      for (let channel = 0; channel < 3; channel++) {
        const value = sample(crop, x, y, 2 - channel) / 127.5 - 1;
        values[channel * plane + to] = (values[channel * plane + to] ?? 0) + value / (fine * fine);
      }
    }
  }
  return { width, values };
}

/** Bilinear; beyond the edge the edge goes on. */
function sample({ pixels, width, height }: TextCrop, x: number, y: number, channel: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const [u, v] = [x - left, y - top];
  const at = (column: number, row: number) => {
    const c = Math.min(width - 1, Math.max(0, column));
    const r = Math.min(height - 1, Math.max(0, row));
    return pixels[(r * width + c) * 3 + channel] ?? 0;
  };
  const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
  const lower = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
  return upper * (1 - v) + lower * v;
}
