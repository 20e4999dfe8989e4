import { describe, expect, it } from "vitest";
import { contains } from "../../domain/detection.ts";
import { decodeLevels } from "../../domain/heat-map.ts";
import { openDotProducts } from "../dot-products.ts";
import { createRandom } from "../random.ts";
import type { CellGrid } from "./describe-cells.ts";
import { openDistances } from "./distances.ts";
import { heatMapOf } from "./heat-map-of.ts";
import { fitNormalScores, judgeAnomaly, strangest } from "./judge-anomaly.ts";
import { learnNormalLook } from "./normal-look.ts";

const [ROWS, COLUMNS, CHANNELS] = [10, 14, 32];

/** A widget whose cells differ by place, seen with a little noise; `odd` cells look like nothing seen before. */
function grid(seed: number, odd: readonly [row: number, column: number][] = [], shift = 0): CellGrid {
  const noise = createRandom(seed);
  const values = new Float32Array(ROWS * COLUMNS * CHANNELS);
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const isOdd = odd.some(([r, c]) => Math.abs(r - row) <= 1 && Math.abs(c - column) <= 1);
      const place = createRandom(isOdd ? 999_000 + row : row * 100 + column + shift);
      for (let channel = 0; channel < CHANNELS; channel++) {
        values[(channel * ROWS + row) * COLUMNS + column] = 3 * place.next() + 0.4 * noise.next();
      }
    }
  }
  return { rows: ROWS, columns: COLUMNS, channels: CHANNELS, values };
}

const products = await openDotProducts(1);
const taughtGrids = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => grid(seed));
const distances = openDistances(learnNormalLook(taughtGrids), products);
const scores = await Promise.all(taughtGrids.map((g, photo) => scoreOf(g, photo)));
const normal = fitNormalScores(scores);

async function scoreOf(g: CellGrid, without?: number): Promise<number> {
  return strangest(await distances.of(g, without)).score;
}

async function look(g: CellGrid, content = { width: 1, height: 1 }) {
  return judgeAnomaly(await distances.of(g), normal, content);
}

async function heat(g: CellGrid, content = { width: 1, height: 1 }) {
  return heatMapOf(await distances.of(g), normal, content);
}

describe("a heat map", () => {
  it("glows nowhere on a normal photo", async () => {
    const map = await heat(grid(50));

    expect(Math.max(...decodeLevels(map))).toBeLessThan(map.unusualFrom);
  });

  it("is hottest at the strange place, and cool away from it", async () => {
    const map = await heat(grid(51, [[3, 9]]));
    const levels = decodeLevels(map);

    expect([map.rows, map.columns, levels.length]).toEqual([ROWS, COLUMNS, ROWS * COLUMNS]);
    expect(levels.indexOf(255)).toBe(3 * COLUMNS + 9);
    expect(levels[8 * COLUMNS + 2]).toBeLessThan(map.unusualFrom);
  });

  it("leaves out the padding around the photo", async () => {
    const map = await heat(grid(51, [[3, 9]]), { width: 1, height: 0.5 });

    expect([map.rows, map.columns]).toEqual([ROWS / 2, COLUMNS]);
    expect(decodeLevels(map).indexOf(255)).toBe(3 * COLUMNS + 9);
  });
});

describe("looking for what is different", () => {
  it("is calm about another normal photo", async () => {
    expect((await look(grid(50))).confidence).toBeLessThan(0.3);
  });

  it("is sure about a strange place, and says where it is", async () => {
    const { confidence, box } = await look(grid(51, [[3, 9]]));

    expect(confidence).toBeGreaterThan(0.9);
    expect(box && contains(box, { x: 9.5 / COLUMNS, y: 3.5 / ROWS })).toBe(true);
    expect((box?.width ?? 1) * (box?.height ?? 1)).toBeLessThan(0.3);
  });

  it("forgives a widget that lies one cell aside", async () => {
    const [aside, further] = [await look(grid(52, [], 1)), await look(grid(52, [], 2))];

    expect(aside.confidence).toBeLessThan(further.confidence);
  });

  it("cannot be fooled by a photo it was taught being strange to itself: leaving it out raises its score", async () => {
    expect(await scoreOf(grid(1), 0)).toBeGreaterThan(await scoreOf(grid(1)));
  });

  it("keeps the box inside the photo where the grid reaches beyond it", async () => {
    const { box } = await look(grid(53, [[9, 13]]), { width: 0.9, height: 0.8 });

    expect((box?.left ?? 1) + (box?.width ?? 1)).toBeLessThanOrEqual(1);
    expect((box?.top ?? 1) + (box?.height ?? 1)).toBeLessThanOrEqual(1);
  });
});
