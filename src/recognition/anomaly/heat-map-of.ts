import { encodeLevels, type HeatMap } from "../../domain/heat-map.ts";
import { ANOMALY_LABEL, type DistanceMap, EVEN_AT, type NormalScores, strangest } from "./judge-anomaly.ts";

/** The strongest level stands for at least so many deviations: on a usual photo nothing glows. */
const LEAST_TOP = 2 * EVEN_AT;
const TOP_LEVEL = 255;

/**
 * Where a photo is how strange, on the scale of the confidence: a place at `unusualFrom` would, alone, make the photo
 * an anomaly of confidence 0.5.
 * @param content share of the map's width and height that the photo fills, 0 to 1
 */
export function heatMapOf(
  map: DistanceMap,
  normal: NormalScores,
  content: { width: number; height: number },
): HeatMap {
  const { score, smooth } = strangest(map);
  const deviations = (distance: number) => Math.max(0, (distance - normal.mean) / normal.deviation);
  const top = Math.max(LEAST_TOP, deviations(score));
  const rows = Math.max(1, Math.round(map.rows * content.height));
  const columns = Math.max(1, Math.round(map.columns * content.width));
  const levels = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // The padding around the photo is left out, so a cell of ours lies on not quite a whole cell of the map.
      const y = ((row + 0.5) / rows) * map.rows * content.height - 0.5;
      const x = ((column + 0.5) / columns) * map.columns * content.width - 0.5;
      const level = (TOP_LEVEL * deviations(between(smooth, map, x, y))) / top;
      levels[row * columns + column] = Math.min(TOP_LEVEL, Math.round(level));
    }
  }
  const unusualFrom = Math.max(1, Math.round((TOP_LEVEL * EVEN_AT) / top));
  return { label: ANOMALY_LABEL, rows, columns, unusualFrom, levels: encodeLevels(levels) };
}

/** Bilinear. */
function between(values: Float32Array, { rows, columns }: DistanceMap, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - left, y - top];
  const at = (column: number, row: number) =>
    values[Math.min(rows - 1, Math.max(0, row)) * columns + Math.min(columns - 1, Math.max(0, column))] ?? 0;
  const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
  const lower = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
  return upper * (1 - v) + lower * v;
}
