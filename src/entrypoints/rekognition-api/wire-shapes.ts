import type { Box } from "../../domain/detection.ts";

/** Confidence is 0 to 1 in Partproof, and a percentage on the wire. */
export function percent(confidence: number): number {
  return confidence * 100;
}

export function boundingBox({ left, top, width, height }: Box) {
  return { Width: width, Height: height, Left: left, Top: top };
}

/** A box and its corners, clockwise from the top left. */
export function geometry(box: Box) {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  return {
    BoundingBox: boundingBox(box),
    Polygon: [
      { X: box.left, Y: box.top },
      { X: right, Y: box.top },
      { X: right, Y: bottom },
      { X: box.left, Y: bottom },
    ],
  };
}

/** Times go as seconds since 1970. */
export function timestamp(ms: number): number {
  return ms / 1000;
}
