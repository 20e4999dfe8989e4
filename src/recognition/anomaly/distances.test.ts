import { describe, expect, it } from "vitest";
import { openDotProducts } from "../dot-products.ts";
import { createRandom } from "../random.ts";
import type { CellGrid } from "./describe-cells.ts";
import { openDistances } from "./distances.ts";
import { learnNormalLook, type NormalLook, STEPS, toUnitSteps } from "./normal-look.ts";

/** Neither side a whole number of blocks. */
const [ROWS, COLUMNS, CHANNELS, PHOTOS] = [7, 11, 40, 3];

function grid(seed: number): CellGrid {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: ROWS * COLUMNS * CHANNELS }, () => 6 * random.next());
  return { rows: ROWS, columns: COLUMNS, channels: CHANNELS, values };
}

/** As the definition says, cell by cell. */
function distanceAt(cell: number, seen: CellGrid, look: NormalLook, without: number): number {
  const [row, column] = [Math.floor(cell / COLUMNS), cell % COLUMNS];
  const own = toUnitSteps(seen, look).subarray(cell * CHANNELS, (cell + 1) * CHANNELS);
  let best = Number.NEGATIVE_INFINITY;
  for (let photo = 0; photo < PHOTOS; photo++)
    for (let r = Math.max(0, row - 1); r <= Math.min(ROWS - 1, row + 1); r++)
      for (let c = Math.max(0, column - 1); c <= Math.min(COLUMNS - 1, column + 1); c++) {
        const from = ((photo * ROWS + r) * COLUMNS + c) * CHANNELS;
        const other = look.exemplars.subarray(from, from + CHANNELS);
        const product = own.reduce((sum, step, at) => sum + step * (other[at] ?? 0), 0);
        if (photo !== without) best = Math.max(best, product);
      }
  return 1 - best / STEPS ** 2;
}

describe("distances to normal photos", () => {
  const look = learnNormalLook([1, 2, 3].map(grid));

  it.each([
    ["another photo", grid(4), -1],
    ["a normal photo that is itself left out", grid(2), 1],
  ])("are, for %s, those that a look at each pair of cells gives", async (_, seen, without) => {
    const distances = openDistances(look, await openDotProducts(1));

    const map = await distances.of(seen, without);

    const expected = map.distances.map((_, cell) => distanceAt(cell, seen, look, without));
    expect([map.rows, map.columns]).toEqual([ROWS, COLUMNS]);
    expect(map.distances).toEqual(expected);
  });
});
