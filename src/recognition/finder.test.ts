import { expect, test } from "vitest";
import { CELL_CHANNELS, openBackbone } from "./backbone.ts";
import { openHeadRunner, readyHead } from "./find-head.ts";
import { openFinder } from "./finder.ts";
import { createHeadTrainer, openStepSession } from "./head-trainer.ts";
import { createRandom } from "./random.ts";

test("Backbone and heads in one run say the same as one after the other", async () => {
  const random = createRandom(3);
  const scale = {
    mean: new Float32Array(CELL_CHANNELS),
    inverseDeviation: new Float32Array(CELL_CHANNELS).fill(1),
  };
  const trainer = createHeadTrainer(await openStepSession(1), 3, 2, scale, random);
  const head = readyHead(trainer.weights(), scale, 3);
  const pixels = Uint8Array.from({ length: 96 * 64 * 3 }, () => random.below(256));
  const photo = { pixels, width: 96, height: 64, contentWidth: 96, contentHeight: 64 };

  const together = await (await openFinder(1)).look(photo, head);

  const maps = await (await openBackbone(1)).look(photo);
  const apart = await (await openHeadRunner(1)).run(head, maps);
  expect([together.rows, together.columns]).toEqual([8, 12]);
  for (const name of ["logits", "sides", "spreads"] as const) {
    const gaps = together[name].map((value, at) => Math.abs(value - (apart[name][at] ?? 0)));
    expect(together[name]).toHaveLength((name === "logits" ? 3 : 12) * 96);
    expect(Math.max(...gaps)).toBeLessThan(1e-4);
  }
});
