import { Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { CELL_CHANNELS, TAP_CHANNELS } from "./backbone.ts";
import type { CellBatch } from "./cell-store.ts";
import { openHeadRunner, readyHead } from "./find-head.ts";
import { createHeadTrainer, openStepSession } from "./head-trainer.ts";
import { createRandom } from "./random.ts";

const PARTS = 2;
const ROW = PARTS * 5;
const SCALE = {
  mean: new Float32Array(CELL_CHANNELS).fill(3),
  inverseDeviation: new Float32Array(CELL_CHANNELS).fill(0.5),
};
const SIDES = [-0.5, -0.25, 0.75, 0.5] as const;

/** Cells of two looks: the first shows part 0, whose sides are known; the second shows nothing. */
function lesson(looks: readonly Uint8Array[]): CellBatch {
  const count = 32;
  const batch = {
    cells: new Uint8Array(count * CELL_CHANNELS),
    target: new Float32Array(count * ROW),
    weight: new Float32Array(count * ROW),
    count,
  };
  for (let row = 0; row < count; row++) {
    batch.cells.set(looks[row % 2] ?? [], row * CELL_CHANNELS);
    batch.weight.fill(1, row * ROW, row * ROW + PARTS);
    if (row % 2 === 1) continue;
    batch.target[row * ROW] = 1;
    batch.target.set(SIDES, row * ROW + PARTS);
    batch.weight.fill(1, row * ROW + PARTS, row * ROW + PARTS + 4);
  }
  return batch;
}

/** Maps of a photo of 64 × 64 pixels whose every cell looks alike. */
function mapsOf(look: Uint8Array) {
  let from = 0;
  const [stride8, stride16, stride32] = TAP_CHANNELS.map((channels, tap) => {
    const side = 8 >> tap;
    const values = new Float32Array(channels * side * side);
    for (let c = 0; c < channels; c++)
      values.fill(((look[from + c] ?? 0) * 6) / 255, c * side * side, (c + 1) * side * side);
    from += channels;
    return new Tensor("float32", values, [1, channels, side, side]);
  }) as [Tensor, Tensor, Tensor];
  return { stride8, stride16, stride32 };
}

test("Heads learn which look shows a part, where its sides are, and that they know it", async () => {
  const random = createRandom(1);
  const looks = [0, 1].map(() => Uint8Array.from({ length: CELL_CHANNELS }, () => random.below(256)));
  const batch = lesson(looks);
  const trainer = createHeadTrainer(await openStepSession(1), PARTS, 2, SCALE, random);

  const first = await trainer.step(batch, 0.004);
  let last = first;
  for (let step = 0; step < 150; step++) last = await trainer.step(batch, 0.004 * (1 - step / 150));

  const runner = await openHeadRunner(1);
  const head = readyHead(trainer.weights(), SCALE, PARTS);
  const [shown, empty] = await Promise.all(looks.map((look) => runner.run(head, mapsOf(look))));
  const cells = 64;
  expect(last).toBeLessThan(first / 5);
  expect(shown?.logits[0]).toBeGreaterThan(1);
  expect(shown?.logits[cells]).toBeLessThan(-1);
  expect(empty?.logits[0]).toBeLessThan(-1);
  for (const [side, value] of SIDES.entries()) {
    expect(shown?.sides[side * cells]).toBeCloseTo(value, 1);
    // Spreads begin at -1; a head that is right every time learns to say so.
    expect(shown?.spreads[side * cells]).toBeLessThan(-2);
  }
});
