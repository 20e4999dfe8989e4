import { seededRandom } from "./random.ts";

export type BenchKind = "steel" | "mat" | "wood";

/** Side of a texture in pixels; a power of two, so that it wraps by a mask. */
export const TEXTURE_SIZE = 1024;

export type Bench = {
  /** Color at texture level 128. */
  color: readonly [number, number, number];
  /** TEXTURE_SIZE² levels, row by row, mean about 128; repeats without a seam. */
  texture: Uint8Array;
};

const COLORS: Readonly<Record<BenchKind, Bench["color"]>> = {
  steel: [150, 153, 157],
  mat: [72, 96, 124],
  wood: [171, 134, 92],
};

const made = new Map<BenchKind, Bench>();

/** A surface the widget lies on. The first call of a kind takes some 100 ms, every later one nothing. */
export function benchOf(kind: BenchKind): Bench {
  const known = made.get(kind);
  if (known) return known;
  const bench = { color: COLORS[kind], texture: TEXTURES[kind]() };
  made.set(kind, bench);
  return bench;
}

const TEXTURES: Readonly<Record<BenchKind, () => Uint8Array>> = {
  // Brushed: long in one direction, a few pixels in the other.
  steel: () =>
    texture(
      "steel",
      [
        [256, 3, 14],
        [64, 2, 8],
        [256, 256, 16],
      ],
      26,
    ),
  // Cast rubber: fine grain and wear.
  mat: () =>
    texture(
      "mat",
      [
        [3, 3, 12],
        [16, 16, 5],
        [256, 256, 14],
      ],
      14,
    ),
  // Plywood: wide grain that wanders, fine pores.
  wood: () =>
    texture(
      "wood",
      [
        [512, 32, 26],
        [128, 8, 12],
        [16, 2, 9],
      ],
      8,
    ),
};

/** Layers of smooth noise: cell width and height in pixels (powers of two), amplitude; then scratches. */
type Layer = readonly [cellWidth: number, cellHeight: number, amplitude: number];

function texture(name: string, layers: readonly Layer[], scratches: number): Uint8Array {
  const random = seededRandom("texture", name);
  const levels = new Float32Array(TEXTURE_SIZE * TEXTURE_SIZE).fill(128);
  for (const layer of layers) addNoise(levels, layer, random.next);
  for (let i = 0; i < scratches; i++) {
    let [x, y] = [random.between(0, TEXTURE_SIZE), random.between(0, TEXTURE_SIZE)];
    const direction = random.between(0, Math.PI * 2);
    const depth = random.between(-26, 22);
    const length = random.between(40, 220);
    for (let step = 0; step < length; step++) {
      const at = (Math.floor(y) & MASK) * TEXTURE_SIZE + (Math.floor(x) & MASK);
      levels[at] = (levels[at] ?? 0) + depth;
      x += Math.cos(direction + step * 0.002);
      y += Math.sin(direction + step * 0.002);
    }
  }
  return Uint8Array.from(levels, (level) => Math.max(0, Math.min(255, Math.round(level))));
}

const MASK = TEXTURE_SIZE - 1;

function addNoise(levels: Float32Array, [cellWidth, cellHeight, amplitude]: Layer, next: () => number): void {
  const columns = Math.ceil(TEXTURE_SIZE / cellWidth);
  const rows = Math.ceil(TEXTURE_SIZE / cellHeight);
  const grid = Float32Array.from({ length: columns * rows }, () => (next() * 2 - 1) * amplitude);
  for (let y = 0; y < TEXTURE_SIZE; y++) {
    const gy = (y / TEXTURE_SIZE) * rows;
    const top = Math.floor(gy) * columns;
    const bottom = (Math.floor(gy + 1) % rows) * columns;
    const fy = smooth(gy - Math.floor(gy));
    for (let x = 0; x < TEXTURE_SIZE; x++) {
      const gx = (x / TEXTURE_SIZE) * columns;
      const left = Math.floor(gx);
      const right = (left + 1) % columns;
      const fx = smooth(gx - left);
      const upper = mix(grid[top + left] ?? 0, grid[top + right] ?? 0, fx);
      const lower = mix(grid[bottom + left] ?? 0, grid[bottom + right] ?? 0, fx);
      const at = y * TEXTURE_SIZE + x;
      levels[at] = (levels[at] ?? 0) + mix(upper, lower, fy);
    }
  }
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
