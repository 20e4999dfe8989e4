import { expect, test } from "vitest";
import { openDotProducts, rowsOf } from "./dot-products.ts";
import { createRandom } from "./random.ts";

const [GROUPS, KNOWN, ASKED, LENGTH] = [3, 5, 4, 300];

test("Each known row is multiplied with each asked row of its group, and with none of another", async () => {
  const random = createRandom(5);
  const numbers = (count: number) => Float32Array.from({ length: count }, () => random.between(-1, 1));
  const [known, asked] = [numbers(GROUPS * KNOWN * LENGTH), numbers(GROUPS * ASKED * LENGTH)];
  const products = await openDotProducts(1);

  const found = await products.between(
    rowsOf(known, GROUPS, KNOWN, LENGTH),
    rowsOf(asked, GROUPS, ASKED, LENGTH),
  );

  const gaps = Array.from(found, (value, at) => {
    const [row, column] = [Math.floor(at / ASKED), at % ASKED];
    const other = Math.floor(row / KNOWN) * ASKED + column;
    let sum = 0;
    for (let i = 0; i < LENGTH; i++) sum += (known[row * LENGTH + i] ?? 0) * (asked[other * LENGTH + i] ?? 0);
    return Math.abs(value - sum);
  });
  expect(found).toHaveLength(GROUPS * KNOWN * ASKED);
  expect(Math.max(...gaps)).toBeLessThan(1e-4);
});

test("Where there is nothing to compare there are no products", async () => {
  const products = await openDotProducts(1);
  const some = rowsOf(new Float32Array(LENGTH), 1, 1, LENGTH);
  const none = rowsOf(new Float32Array(), 1, 0, LENGTH);

  expect([await products.between(some, none), await products.between(none, some)]).toEqual([
    new Float32Array(),
    new Float32Array(),
  ]);
});
