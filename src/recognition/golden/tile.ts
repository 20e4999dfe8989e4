import type { Random } from "../random.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { type Area, compose, type Homography, localSimilarity } from "./homography.ts";

/** Pixels of the side of a tile: a place and what is around it, as the golden photo shows it, always this size. */
export const TILE = 96;
/** The place fills this share of its tile. */
export const FILL = 2 / 3;
/** A long place is squeezed at most this much, so that its tile does not show half the widget. */
const MOST_SQUEEZE = 2;

/** How a tile is taken: shift and zoom in sides of the place, turn in radians, light as tables for R, G and B. */
export type TileView = {
  shiftX: number;
  shiftY: number;
  turn: number;
  zoom: number;
  light?: readonly [Uint8Array, Uint8Array, Uint8Array];
};
export const STRAIGHT: TileView = { shiftX: 0, shiftY: 0, turn: 0, zoom: 1 };

const JITTER = { shift: 0.06, turn: 0.06, zoom: 0.05 } as const;

/** As the next photo may show the same content: a little beside, turned, nearer, in other light. */
export function drawTileView(random: Random): TileView {
  return {
    shiftX: random.between(-JITTER.shift, JITTER.shift),
    shiftY: random.between(-JITTER.shift, JITTER.shift),
    turn: random.between(-JITTER.turn, JITTER.turn),
    zoom: Math.exp(random.between(-JITTER.zoom, JITTER.zoom)),
    light: drawLight(random),
  };
}

function drawLight(random: Random): NonNullable<TileView["light"]> {
  const gamma = Math.exp(random.between(-0.25, 0.25));
  const contrast = Math.exp(random.between(-0.2, 0.2));
  const brightness = random.between(-0.08, 0.08);
  const table = () => {
    const tint = Math.exp(random.between(-0.06, 0.06));
    return Uint8Array.from({ length: 256 }, (_, value) => {
      const lit = ((value / 255) ** gamma - 0.5) * contrast + 0.5 + brightness;
      return Math.min(255, Math.max(0, Math.round(lit * tint * 255)));
    });
  };
  return [table(), table(), table()];
}

/** How many pixels of the golden photo a tile shows, across and down. */
export function tileReach({ width, height }: Pick<Area, "width" | "height">): {
  across: number;
  down: number;
} {
  const across = Math.max(width, height / MOST_SQUEEZE) / FILL;
  const down = Math.max(height, width / MOST_SQUEEZE) / FILL;
  return { across, down };
}

/**
 * The tile of a place. Where the photo has more pixels than the tile, each is the mean of several. This is the inner loop
 * of a look, so it is written out: bilinear, and one division a sample.
 * @param toPhoto from the golden photo to this one, pixels @param place in the golden photo
 * @returns RGB, TILE × TILE; beyond the edge of the photo the edge is repeated
 */
export function cutTile(photo: WorkingPhoto, toPhoto: Homography, place: Area, view: TileView): Uint8Array {
  const { across, down } = tileReach(place);
  const { scale } = localSimilarity(toPhoto, place);
  const samples = Math.min(4, Math.max(1, Math.round((scale * Math.max(across, down)) / view.zoom / TILE)));
  const fine = TILE * samples;
  const [cos, sin] = [Math.cos(view.turn) / view.zoom, Math.sin(view.turn) / view.zoom];
  const toGolden: Homography = [
    cos * across,
    -sin * across,
    place.x + view.shiftX * place.width,
    sin * down,
    cos * down,
    place.y + view.shiftY * place.height,
    0,
    0,
    1,
  ];
  const [a, b, c, d, e, f, g, h, i] = compose(toPhoto, toGolden);
  const { pixels, width, contentWidth, contentHeight } = photo;
  const sums = new Float32Array(TILE * TILE * 3);
  const lastX = contentWidth - 1;
  const lastY = contentHeight - 1;
  const stride = width * 3;
  for (let row = 0; row < fine; row++) {
    const v = (row + 0.5) / fine - 0.5;
    const rowX = b * v + c;
    const rowY = e * v + f;
    const rowW = h * v + i;
    let at = Math.floor(row / samples) * TILE * 3;
    let sample = 0;
    for (let column = 0; column < fine; column++) {
      const u = (column + 0.5) / fine - 0.5;
      const w = 1 / (g * u + rowW);
      let x = (a * u + rowX) * w;
      let y = (d * u + rowY) * w;
      x = x > 0 ? (x < lastX ? x : lastX) : 0;
      y = y > 0 ? (y < lastY ? y : lastY) : 0;
      const x0 = x | 0;
      const y0 = y | 0;
      const fx = x - x0;
      const fy = y - y0;
      const p = y0 * stride + x0 * 3;
      const q = x0 < lastX ? p + 3 : p;
      const down = y0 < lastY ? stride : 0;
      const s11 = fx * fy;
      const s01 = fx - s11;
      const s10 = fy - s11;
      const s00 = 1 - fx - s10;
      sums[at] =
        (sums[at] as number) +
        (pixels[p] as number) * s00 +
        (pixels[q] as number) * s01 +
        (pixels[p + down] as number) * s10 +
        (pixels[q + down] as number) * s11;
      sums[at + 1] =
        (sums[at + 1] as number) +
        (pixels[p + 1] as number) * s00 +
        (pixels[q + 1] as number) * s01 +
        (pixels[p + down + 1] as number) * s10 +
        (pixels[q + down + 1] as number) * s11;
      sums[at + 2] =
        (sums[at + 2] as number) +
        (pixels[p + 2] as number) * s00 +
        (pixels[q + 2] as number) * s01 +
        (pixels[p + down + 2] as number) * s10 +
        (pixels[q + down + 2] as number) * s11;
      if (++sample === samples) {
        sample = 0;
        at += 3;
      }
    }
  }
  const share = 1 / (samples * samples);
  const tile = new Uint8Array(sums.length);
  const { light } = view;
  // Plain loops: the array methods that take a function are many times slower here.
  for (let at = 0; at < tile.length; at++) {
    const value = ((sums[at] as number) * share + 0.5) | 0;
    tile[at] = light ? (light[(at % 3) as 0 | 1 | 2][value] as number) : value;
  }
  return tile;
}

/**
 * The tile as it might look with nothing in the place: what is around it carried inward from all four sides.
 * Makes an example of an empty place where no photo shows one.
 */
export function emptied(tile: Uint8Array): Uint8Array {
  const filled = Uint8Array.from(tile);
  const from = Math.floor((TILE * (1 - FILL)) / 2) - 4;
  const to = TILE - from - 1;
  for (let y = from; y <= to; y++)
    for (let x = from; x <= to; x++) {
      const weights = [x - from + 1, to - x + 1, y - from + 1, to - y + 1].map((distance) => 1 / distance);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const sources = [
        [from - 1, y],
        [to + 1, y],
        [x, from - 1],
        [x, to + 1],
      ] as const;
      for (let color = 0; color < 3; color++) {
        let value = 0;
        for (const [side, [sx, sy]] of sources.entries())
          value += ((weights[side] as number) / total) * (tile[(sy * TILE + sx) * 3 + color] as number);
        filled[(y * TILE + x) * 3 + color] = value + 0.5;
      }
    }
  return filled;
}
