import type { Box, Detection } from "../../domain/detection.ts";

/** Distances of the cells of one photo, row by row. */
export type DistanceMap = { rows: number; columns: number; distances: Float32Array };

/** How strange normal photos look to each other: what the strangeness of a new one is measured by. */
export type NormalScores = { mean: number; deviation: number };

/** A photo this many deviations stranger than normal ones is as likely an anomaly as not. */
export const EVEN_AT = 3;
/** With few photos the deviation is itself uncertain; never below this share of the mean. */
const LEAST_DEVIATION_SHARE = 0.08;
/** Cells at least this share as strange as the strangest belong to the same anomaly. */
const REGION_SHARE = 0.6;

export const ANOMALY_LABEL = "anomaly";

/** @param scores of normal photos, each seen with itself left out; at least two */
export function fitNormalScores(scores: readonly number[]): NormalScores {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, scores.length - 1));
  return { mean, deviation: Math.max(deviation, LEAST_DEVIATION_SHARE * mean, 1e-6) };
}

/** The strangest place: the highest distance after averaging over 3 × 3 cells, as one odd cell is noise. */
export function strangest(map: DistanceMap): { score: number; smooth: Float32Array } {
  const smooth = smoothed(map);
  return { score: smooth.reduce((most, value) => Math.max(most, value), 0), smooth };
}

/**
 * Says as one detection how surely something is different, and where.
 * @param content share of the map's width and height that the photo fills, 0 to 1
 */
export function judgeAnomaly(
  map: DistanceMap,
  normal: NormalScores,
  content: { width: number; height: number },
): Detection {
  const { score, smooth } = strangest(map);
  const deviations = (score - normal.mean) / normal.deviation;
  return {
    label: ANOMALY_LABEL,
    confidence: 1 / (1 + Math.exp(EVEN_AT - deviations)),
    box: regionAround(smooth, score, map, content),
  };
}

/** The box around the cells that hang together with the strangest one. */
function regionAround(
  smooth: Float32Array,
  score: number,
  { rows, columns }: DistanceMap,
  content: { width: number; height: number },
): Box {
  const start = smooth.indexOf(score);
  const seen = new Set([start]);
  const open = [start];
  let [top, left, bottom, right] = [rows, columns, 0, 0];
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    [top, left] = [Math.min(top, row), Math.min(left, column)];
    [bottom, right] = [Math.max(bottom, row + 1), Math.max(right, column + 1)];
    const beside = [
      ...(row > 0 ? [cell - columns] : []),
      ...(row < rows - 1 ? [cell + columns] : []),
      ...(column > 0 ? [cell - 1] : []),
      ...(column < columns - 1 ? [cell + 1] : []),
    ];
    for (const next of beside) {
      if (seen.has(next) || (smooth[next] ?? 0) < score * REGION_SHARE) continue;
      seen.add(next);
      open.push(next);
    }
  }
  const [x, y] = [columns * content.width, rows * content.height];
  const box = { left: Math.min(left / x, 0.999), top: Math.min(top / y, 0.999) };
  const width = Math.min(1, right / x) - box.left;
  const height = Math.min(1, bottom / y) - box.top;
  return { ...box, width: Math.max(width, 0.001), height: Math.max(height, 0.001) };
}

function smoothed({ rows, columns, distances }: DistanceMap): Float32Array {
  return distances.map((_, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    let [sum, count] = [0, 0];
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        sum += distances[r * columns + c] ?? 0;
        count += 1;
      }
    }
    return sum / count;
  });
}
