import type { Conditions } from "./conditions.ts";
import { type Random, seededRandom } from "./random.ts";
import { benchOf, TEXTURE_SIZE } from "./workbench.ts";

/**
 * What the sensor makes of the scene: the widget over the bench, the lamp's uneven light, the color cast and the
 * noise, in one pass, because a photo has to be cheap enough to feed load runs.
 * @param scene RGBA, row by row, not premultiplied, `width × height × 4` bytes
 * @returns RGB, `width × height × 3` bytes
 */
export function expose(
  scene: Uint8Array,
  size: { width: number; height: number },
  conditions: Conditions,
  random: Random,
): Uint8ClampedArray {
  const { width, height } = size;
  const bench = benchOf(conditions.bench.kind);
  const noise = gaussianNoise();
  const photo = new Uint8ClampedArray(width * height * 3);
  const { across, down } = lightField(size, conditions);
  const [castR, castG, castB] = conditions.cast;
  const [benchR, benchG, benchB] = bench.color;
  const noiseOf = noiseByLevel(conditions.noise);
  // Textures are drawn for an 800 px wide photo; a larger photo sees the same bench with more pixels.
  const zoom = 800 / width;
  const mask = TEXTURE_SIZE - 1;

  for (let y = 0, from = 0, to = 0; y < height; y++) {
    const benchRow = ((Math.floor(y * zoom) + conditions.bench.y) & mask) * TEXTURE_SIZE;
    const grainRow = ((y + 517) & mask) * TEXTURE_SIZE;
    const lightDown = down[y] ?? 0;
    let noiseAt = random.below(NOISE_SIZE);
    for (let x = 0; x < width; x++, from += 4, to += 3) {
      const alpha = (scene[from + 3] ?? 0) / 255;
      const under =
        ((1 - alpha) *
          (bench.texture[benchRow + ((Math.floor(x * zoom) + conditions.bench.x) & mask)] ?? 128)) /
        128;
      // Surfaces of the widget are not perfectly even either.
      const grain = 1 + ((bench.texture[grainRow + (x & mask)] ?? 128) - 128) * 0.0009;
      const over = alpha * grain;
      const light = (across[x] ?? 0) + lightDown;
      const r = ((scene[from] ?? 0) * over + benchR * under) * light * castR;
      const g = ((scene[from + 1] ?? 0) * over + benchG * under) * light * castG;
      const b = ((scene[from + 2] ?? 0) * over + benchB * under) * light * castB;
      const strength = noiseOf[g > 255 ? 255 : g | 0] ?? 0;
      noiseAt = (noiseAt + 3) & (NOISE_SIZE - 1);
      photo[to] = r + (noise[noiseAt] ?? 0) * strength;
      photo[to + 1] = g + (noise[noiseAt + 1] ?? 0) * strength * 0.8;
      photo[to + 2] = b + (noise[noiseAt + 2] ?? 0) * strength;
    }
  }
  return photo;
}

/** Light at (x, y) is `across[x] + down[y]`: a slope away from the lamp and a fall toward the corners. */
function lightField(
  { width, height }: { width: number; height: number },
  { light, falloff, vignette, exposure }: Conditions,
): { across: Float32Array; down: Float32Array } {
  const half = (length: number, toward: number) =>
    Float32Array.from({ length }, (_, i) => {
      const from = (i / (length - 1)) * 2 - 1;
      return exposure * (0.5 + (toward * from * falloff) / 2 - (vignette * from * from) / 2);
    });
  return { across: half(width, light.x), down: half(height, light.y) };
}

/** Photon noise grows with the square root of the light; what is left in the dark is read noise. */
function noiseByLevel(atFullLight: number): Float32Array {
  return Float32Array.from(
    { length: 256 },
    (_, level) => atFullLight * Math.sqrt(0.08 + (0.92 * level) / 255),
  );
}

const NOISE_SIZE = 1 << 18;
let noiseTable: Float32Array | undefined;

/** NOISE_SIZE numbers of standard deviation 1 (and two more, to read three from anywhere), made once. */
function gaussianNoise(): Float32Array {
  if (noiseTable) return noiseTable;
  const random = seededRandom("sensor");
  // A sum of uniforms is near enough to a Gaussian and, unlike logarithms, exactly the same everywhere.
  noiseTable = Float32Array.from({ length: NOISE_SIZE + 2 }, () => {
    return (random.next() + random.next() + random.next() + random.next() - 2) * Math.sqrt(3);
  });
  return noiseTable;
}
