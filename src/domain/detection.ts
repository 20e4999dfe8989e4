import { z } from "zod";

/** Fractions of the image, origin at the top left: 0 ≤ left, 0 < width, left + width ≤ 1 (likewise top, height). */
export const boxSchema = z.object({
  left: z.number().min(0).max(1),
  top: z.number().min(0).max(1),
  width: z.number().gt(0).max(1),
  height: z.number().gt(0).max(1),
});
export type Box = z.infer<typeof boxSchema>;

/** What a recognizer saw. `box` is absent where the recognizer names an object without saying where. */
export const detectionSchema = z.object({
  label: z.string().min(1).max(200),
  confidence: z.number().min(0).max(1),
  box: boxSchema.optional(),
});
export type Detection = z.infer<typeof detectionSchema>;

export type Point = { x: number; y: number };

export function centerOf(box: Box): Point {
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** Intersection over union of two boxes, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** The box grown by `margin` (fraction of the image) on each side, clipped to the image. */
export function grow(box: Box, margin: number): Box {
  const left = Math.max(0, box.left - margin);
  const top = Math.max(0, box.top - margin);
  const right = Math.min(1, box.left + box.width + margin);
  const bottom = Math.min(1, box.top + box.height + margin);
  return { left, top, width: right - left, height: bottom - top };
}

export function contains(box: Box, point: Point): boolean {
  return (
    point.x >= box.left &&
    point.x <= box.left + box.width &&
    point.y >= box.top &&
    point.y <= box.top + box.height
  );
}
