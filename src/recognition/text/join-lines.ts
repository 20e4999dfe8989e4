import { cornersOf, normalDegrees, rectAt, type TurnedRect } from "./turned-rect.ts";

/** Pieces of one line: alike in angle and height, on one level, and parted by no more than a wide blank. */
const SAME_ANGLE_DEGREES = 6;
const SAME_HEIGHT = 0.6;
const SAME_LEVEL = 0.35;
const WIDEST_GAP = 1;

/** A line is often found in pieces, cut at its blanks; a serial must be read as one. @returns whole lines */
export function joinLines(rects: readonly TurnedRect[]): TurnedRect[] {
  const lines = [...rects];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const at = line ? lines.findIndex((other, j) => j > i && belongTogether(line, other)) : -1;
    const piece = lines[at];
    if (!line || !piece) continue;
    lines[i] = rectAt([...cornersOf(line), ...cornersOf(piece)], line.degrees);
    lines.splice(at, 1);
    // Grown, it may now reach what was too far away.
    i = -1;
  }
  return lines;
}

/** @param line the larger one, whose angle is surer */
function belongTogether(line: TurnedRect, piece: TurnedRect): boolean {
  if (Math.abs(normalDegrees(line.degrees - piece.degrees)) > SAME_ANGLE_DEGREES) return false;
  if (Math.min(line.height, piece.height) < SAME_HEIGHT * Math.max(line.height, piece.height)) return false;
  const around = rectAt([...cornersOf(line), ...cornersOf(piece)], line.degrees);
  const taller = Math.max(line.height, piece.height);
  const gap = around.width - line.width - piece.width;
  return around.height <= taller * (1 + SAME_LEVEL) && gap <= WIDEST_GAP * taller;
}
