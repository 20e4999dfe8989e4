import { CELL_CHANNELS, type FeatureMaps, floatsOf } from "./backbone.ts";
import type { Random } from "./random.ts";
import type { CellTarget } from "./view-targets.ts";

/** A batch as models/find-head-step.onnx takes it: cells [n, 2048], target and weight [n, 5 · parts]. */
export type CellBatch = { cells: Uint8Array; target: Float32Array; weight: Float32Array; count: number };

/**
 * The cells to learn from: features in 8 bits (255ths of 6: the taps are ReLU6) beside their targets.
 * Cells that show a part and cells that do not are kept apart, so that a batch can hold enough of both.
 */
export class CellStore {
  private readonly parts: number;
  private withPart: StoredCell[] = [];
  private background: StoredCell[] = [];

  constructor(parts: number) {
    this.parts = parts;
  }

  get size(): number {
    return this.withPart.length + this.background.length;
  }

  /** @param photo the index of the photo the cell is from, to leave it out later */
  add(maps: FeatureMaps, target: CellTarget, photo: number): void {
    const cell = { features: gather(maps, target.cell), target, photo };
    if (target.present.some((value) => value === 1)) this.withPart.push(cell);
    else this.background.push(cell);
  }

  /** The same cells without those of the photos that `leaveOut` names. */
  withoutPhotos(leaveOut: (photo: number) => boolean): CellStore {
    const rest = new CellStore(this.parts);
    rest.withPart = this.withPart.filter(({ photo }) => !leaveOut(photo));
    rest.background = this.background.filter(({ photo }) => !leaveOut(photo));
    return rest;
  }

  /** For each photo the mean features of its background, [2048] in 255ths of 6: what its scene looks like. */
  scenes(photos: number): Float64Array[] {
    const scenes = Array.from({ length: photos }, () => new Float64Array(CELL_CHANNELS));
    const counts = new Float64Array(photos);
    for (const { photo } of this.background) counts[photo] = (counts[photo] ?? 0) + 1;
    for (const { photo, features } of this.background) {
      const scene = scenes[photo];
      if (!scene) continue;
      const share = 1 / (counts[photo] as number);
      for (let c = 0; c < CELL_CHANNELS; c++)
        scene[c] = (scene[c] as number) + (features[c] as number) * share;
    }
    return scenes;
  }

  /** Mean and 1 / standard deviation of each channel over what is stored, both kinds counting the same. */
  channelScale(): { mean: Float32Array; inverseDeviation: Float32Array } {
    const sum = new Float64Array(CELL_CHANNELS);
    const squares = new Float64Array(CELL_CHANNELS);
    let total = 0;
    for (const cells of [this.withPart, this.background]) {
      const share = 1 / Math.max(1, cells.length);
      total += cells.length > 0 ? 1 : 0;
      for (const { features } of cells)
        for (let c = 0; c < CELL_CHANNELS; c++) {
          const value = ((features[c] as number) * 6) / 255;
          sum[c] = (sum[c] as number) + value * share;
          squares[c] = (squares[c] as number) + value * value * share;
        }
    }
    const mean = Float32Array.from(sum, (value) => value / total);
    const inverseDeviation = Float32Array.from(squares, (value, c) => {
      const average = (sum[c] as number) / total;
      // A channel that hardly ever speaks would otherwise shout when it does.
      return 1 / Math.sqrt(Math.max(value / total - average * average, 0) + 0.01);
    });
    return { mean, inverseDeviation };
  }

  /** `count` cells drawn at random, a share of them showing a part. */
  draw(count: number, partShare: number, random: Random): CellBatch {
    const outputs = this.parts * 5;
    const batch: CellBatch = {
      cells: new Uint8Array(count * CELL_CHANNELS),
      target: new Float32Array(count * outputs),
      weight: new Float32Array(count * outputs),
      count,
    };
    const wanted = Math.round(count * partShare);
    for (let row = 0; row < count; row++) {
      const from =
        (row < wanted && this.withPart.length > 0) || this.background.length === 0
          ? this.withPart
          : this.background;
      const cell = from[random.below(from.length)];
      if (cell) this.write(batch, row, cell);
    }
    return batch;
  }

  private write(batch: CellBatch, row: number, { features, target }: StoredCell): void {
    batch.cells.set(features, row * CELL_CHANNELS);
    const at = row * this.parts * 5;
    for (let part = 0; part < this.parts; part++) {
      const present = target.present[part] ?? 0;
      batch.target[at + part] = present === 1 ? 1 : 0;
      batch.weight[at + part] = present === -1 ? 0 : 1;
    }
    for (const { label, sides } of target.boxes) {
      batch.target.set(sides, at + this.parts + label * 4);
      batch.weight.fill(1, at + this.parts + label * 4, at + this.parts + label * 4 + 4);
    }
  }
}

type StoredCell = { features: Uint8Array; target: CellTarget; photo: number };

/** The three taps at a cell of the stride-8 grid; the coarser ones bilinear, aligned as find-head.onnx does it. */
function gather(maps: FeatureMaps, cell: number): Uint8Array {
  const features = new Uint8Array(CELL_CHANNELS);
  const columns = maps.stride8.dims[3] ?? 1;
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  let at = 0;
  for (const [tap, zoom] of [
    [maps.stride8, 1],
    [maps.stride16, 2],
    [maps.stride32, 4],
  ] as const) {
    const values = floatsOf(tap);
    const [, channels = 0, height = 1, width = 1] = tap.dims;
    const y = Math.max(0, (row - (zoom - 1)) / zoom);
    const x = Math.max(0, (column - (zoom - 1)) / zoom);
    const y0 = Math.floor(y);
    const x0 = Math.floor(x);
    const fy = y - y0;
    const fx = x - x0;
    const p00 = y0 * width + x0;
    const right = x0 + 1 < width ? 1 : 0;
    const down = y0 + 1 < height ? width : 0;
    for (let c = 0; c < channels; c++) {
      const p = c * width * height + p00;
      const top = (values[p] as number) * (1 - fx) + (values[p + right] as number) * fx;
      const bottom = (values[p + down] as number) * (1 - fx) + (values[p + down + right] as number) * fx;
      features[at++] = Math.min(255, ((top * (1 - fy) + bottom * fy) * 255) / 6 + 0.5);
    }
  }
  return features;
}
