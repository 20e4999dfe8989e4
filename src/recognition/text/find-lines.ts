import type { Point } from "../../domain/detection.ts";
import { smallestRect, type TurnedRect } from "./turned-rect.ts";

/** For each pixel of a photo how surely it belongs to the core of a line of text, 0 to 1, row by row. */
export type TextMap = { width: number; height: number; values: Float32Array };

/** From where a pixel counts, as published with PP-OCR, and how sure a line must be on average. */
const PIXEL_FROM = 0.3;
const LINE_FROM = 0.5;
/**
 * The map shows lines shrunk; this is how far they are grown back, by their area over half their circumference. The
 * 1.5 of PP-OCR cuts off the feet of capitals, so that F is read as E.
 */
const GROWN_BY = 2.2;
const LEAST_SIDE_PX = 3;
/** A photo of gravel must not take for ever. */
const MOST_LINES = 40;

/**
 * The lines in a map of text pixels, the way of DBNet (Liao et al., "Real-time Scene Text Detection with
 * Differentiable Binarization", 2020): each island of sure pixels is the shrunken core of one line.
 * @returns at most 40, the largest first
 */
export function findLines(map: TextMap): TurnedRect[] {
  return islands(map)
    .flatMap(({ outline, meanValue }) => {
      if (meanValue < LINE_FROM) return [];
      const core = smallestRect(outline);
      if (core.height < LEAST_SIDE_PX) return [];
      const grow = (GROWN_BY * core.width * core.height) / (core.width + core.height);
      return [{ ...core, width: core.width + grow, height: core.height + grow }];
    })
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .slice(0, MOST_LINES);
}

type Island = { outline: Point[]; meanValue: number };

function islands({ width, height, values }: TextMap): Island[] {
  const seen = new Uint8Array(values.length);
  const isText = (cell: number) => (values[cell] ?? 0) > PIXEL_FROM;
  const found: Island[] = [];
  for (let start = 0; start < values.length; start++) {
    if (seen[start] || !isText(start)) continue;
    seen[start] = 1;
    const cells = [start];
    let sum = 0;
    // Grows while it is walked: a list that is its own queue.
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? 0;
      sum += values[cell] ?? 0;
      for (const next of beside(cell, width, height)) {
        if (seen[next] || !isText(next)) continue;
        seen[next] = 1;
        cells.push(next);
      }
    }
    found.push({ outline: outlineOf(cells, width), meanValue: sum / cells.length });
  }
  return found;
}

function beside(cell: number, width: number, height: number): number[] {
  const [row, column] = [Math.floor(cell / width), cell % width];
  const around: number[] = [];
  for (let r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++)
      around.push(r * width + c);
  }
  return around;
}

/** The outer corners of the first and last cell of each row: all that a hull can touch. */
function outlineOf(cells: readonly number[], width: number): Point[] {
  const rows = new Map<number, [first: number, last: number]>();
  for (const cell of cells) {
    const [row, column] = [Math.floor(cell / width), cell % width];
    const [first, last] = rows.get(row) ?? [column, column];
    rows.set(row, [Math.min(first, column), Math.max(last, column)]);
  }
  return [...rows].flatMap(([row, [first, last]]) => [
    { x: first, y: row },
    { x: last + 1, y: row },
    { x: first, y: row + 1 },
    { x: last + 1, y: row + 1 },
  ]);
}
