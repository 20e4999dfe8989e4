import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { floatsOf, openBackbone, outputOf } from "./backbone.ts";
import { openModelAsset } from "./model-assets.ts";

/** Figures of the original TensorFlow.js graph on the photo drawn below; `madeWith` in the file says how. */
const tapSchema = z.object({
  mean: z.number(),
  samples: z.array(z.object({ y: z.number(), x: z.number(), channel: z.number(), value: z.number() })),
});
const reference = z
  .object({
    taps: z.object({ stride8: tapSchema, stride16: tapSchema, stride32: tapSchema }),
    scores: z.array(
      z.object({ anchor: z.number(), category: z.number(), score: z.number(), box: z.array(z.number()) }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/tfjs-reference.json", import.meta.url), "utf8")));

/** A red disc on a checkered ground, 300 × 300. */
function drawPhoto() {
  const pixels = new Uint8Array(300 * 300 * 3);
  for (let y = 0; y < 300; y++)
    for (let x = 0; x < 300; x++)
      for (let color = 0; color < 3; color++) {
        const ground = ((x >> 4) + (y >> 4)) % 2 ? 90 + color * 40 : 180 - color * 30;
        const disc = [200, 60, 40][color] ?? 0;
        pixels[(y * 300 + x) * 3 + color] = Math.hypot(x - 150, y - 150) < 70 ? disc : ground;
      }
  return { pixels, width: 300, height: 300, contentWidth: 300, contentHeight: 300 };
}

test("The converted backbone and detector compute what the original graph computes", async () => {
  const backbone = await openBackbone(1);
  const heads = await openModelAsset("generalHeads", 1);

  const maps = await backbone.look(drawPhoto());
  const outputs = await heads.run({ stride16: maps.stride16, stride32: maps.stride32 });

  for (const name of ["stride8", "stride16", "stride32"] as const) {
    const values = floatsOf(maps[name]);
    const [, , height = 0, width = 0] = maps[name].dims;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean - reference.taps[name].mean)).toBeLessThan(0.002);
    for (const { y, x, channel, value } of reference.taps[name].samples)
      expect(Math.abs((values[(channel * height + y) * width + x] ?? 0) - value)).toBeLessThan(0.07);
  }
  const scores = floatsOf(outputOf(outputs, "scores"));
  const boxes = floatsOf(outputOf(outputs, "boxes"));
  for (const { anchor, category, score, box } of reference.scores) {
    expect(Math.abs((scores[anchor * 91 + category] ?? 0) - score)).toBeLessThan(0.002);
    for (const [side, edge] of box.entries())
      expect(Math.abs((boxes[anchor * 4 + side] ?? 0) - edge)).toBeLessThan(0.002);
  }
});
