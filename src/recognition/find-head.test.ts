import { Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { CELL_CHANNELS, TAP_CHANNELS } from "./backbone.ts";
import { type HeadWeights, HIDDEN, OUTPUTS_PER_PART, openHeadRunner, readyHead } from "./find-head.ts";
import { createRandom } from "./random.ts";

const PARTS = 2;
const random = createRandom(2);
const normal = (length: number) => Float32Array.from({ length }, () => 0.1 * random.normal());

function anyHead(): HeadWeights {
  const [hidden, hidden2] = HIDDEN;
  return {
    w1: normal(CELL_CHANNELS * hidden),
    b1: normal(hidden),
    w2: normal(hidden * hidden2),
    b2: normal(hidden2),
    w3: normal(hidden2 * PARTS * OUTPUTS_PER_PART),
    b3: normal(PARTS * OUTPUTS_PER_PART),
  };
}

function joined(heads: readonly HeadWeights[]): HeadWeights {
  const of = (name: keyof HeadWeights) => Float32Array.from(heads.flatMap((head) => [...head[name]]));
  return { w1: of("w1"), b1: of("b1"), w2: of("w2"), b2: of("b2"), w3: of("w3"), b3: of("b3") };
}

/** Maps of a photo of 64 × 96 pixels. */
function anyMaps() {
  const [stride8, stride16, stride32] = TAP_CHANNELS.map((channels, tap) => {
    const [rows, columns] = [8 >> tap, 12 >> tap];
    return new Tensor("float32", normal(channels * rows * columns), [1, channels, rows, columns]);
  }) as [Tensor, Tensor, Tensor];
  return { stride8, stride16, stride32 };
}

test("Heads that run as one say the mean of what each says", async () => {
  const runner = await openHeadRunner(1);
  const heads = [anyHead(), anyHead(), anyHead()];
  const scale = {
    mean: normal(CELL_CHANNELS),
    inverseDeviation: normal(CELL_CHANNELS).map((value) => 1 + value),
  };
  const maps = anyMaps();

  const together = await runner.run(readyHead(joined(heads), scale, PARTS), maps);

  const apart = await Promise.all(heads.map((head) => runner.run(readyHead(head, scale, PARTS), maps)));
  expect([together.rows, together.columns]).toEqual([8, 12]);
  for (const output of ["logits", "sides", "spreads"] as const) {
    expect(together[output]).toHaveLength((output === "logits" ? PARTS : 4 * PARTS) * 96);
    const gaps = together[output].map((value, at) => {
      const sum = apart.reduce((total, each) => total + (each[output][at] ?? 0), 0);
      return Math.abs(value - sum / heads.length);
    });
    expect(Math.max(...gaps)).toBeLessThan(1e-4);
  }
});
