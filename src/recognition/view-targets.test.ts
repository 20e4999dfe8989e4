import { expect, test } from "vitest";
import { drawView, renderView, type View } from "./augmentation.ts";
import { createRandom } from "./random.ts";
import { cellCenter } from "./read-head-output.ts";
import { viewTargets } from "./view-targets.ts";

const BRIGHT = Uint8Array.from({ length: 256 }, (_, value) => value);
const asIs: View = { matrix: [1, 0, 0, 0, 1, 0], turn: 0, light: [BRIGHT, BRIGHT, BRIGHT] };
const part = { label: 0, x: 70, y: 40, width: 40, height: 20 };

/** Black, with the part painted white. */
function drawPhoto() {
  const photo = { width: 128, height: 96, contentWidth: 128, contentHeight: 96 };
  const pixels = new Uint8Array(photo.width * photo.height * 3);
  for (let y = part.y - part.height / 2; y < part.y + part.height / 2; y++)
    for (let x = part.x - part.width / 2; x < part.x + part.width / 2; x++)
      pixels.fill(255, (y * photo.width + x) * 3, (y * photo.width + x) * 3 + 3);
  return { ...photo, pixels };
}

test("Cells in the middle of a part say so and know its box; cells far away say no", () => {
  const targets = viewTargets(drawPhoto(), asIs, [part], [30]);

  const here = targets.filter(({ present }) => present[0] === 1);
  expect(here.length).toBeGreaterThan(0);
  for (const { cell, boxes } of here) {
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes[0]?.sides ?? [];
    const [x, y] = [cellCenter(cell % 16), cellCenter(Math.floor(cell / 16))];
    expect([x + left * 30, x + right * 30]).toEqual([expect.closeTo(50), expect.closeTo(90)]);
    expect([y + top * 30, y + bottom * 30]).toEqual([expect.closeTo(30), expect.closeTo(50)]);
  }
  expect(targets.find(({ cell }) => cell === 0)).toMatchObject({ near: false, boxes: [] });
});

test("In every view the targets lie where the view shows the part", () => {
  const photo = drawPhoto();
  const random = createRandom(5);
  for (let n = 0; n < 40; n++) {
    const view = drawView(photo, { turns: "any", tilt: 0.05, zoom: 1.1 }, random);

    const rendered = renderView(photo, view);
    const targets = viewTargets(photo, view, [part], [30]);

    for (const { cell, boxes } of targets.filter(({ present }) => present[0] === 1)) {
      const [left = 0, top = 0, right = 0, bottom = 0] = boxes[0]?.sides ?? [];
      const x = Math.floor(cellCenter(cell % 16) + 15 * (left + right));
      const y = Math.floor(cellCenter(Math.floor(cell / 16)) + 15 * (top + bottom));
      const lit = [0, 1, 2].map((color) => rendered.pixels[(y * photo.width + x) * 3 + color] ?? 0);
      expect(Math.max(...lit)).toBeGreaterThan(128);
    }
  }
});
