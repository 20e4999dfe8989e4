import { expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { openTemplate } from "./dense-template.ts";
import type { Gray } from "./gray.ts";
import { type Homography, IDENTITY, mapPoint } from "./homography.ts";

const SIZE = { width: 160, height: 120, step: 2 } as const;
const REGION = { left: 20, top: 20, right: 300, bottom: 220 };

/** Soft blobs, as `map` shows them: a pixel of the picture stands for two of the photo. */
function picture(map: Homography, seed: number): Gray {
  const random = createRandom(seed);
  const blobs = Array.from({ length: 60 }, () => ({
    ...mapPoint(map, { x: random.between(0, 320), y: random.between(0, 240) }),
    size: random.between(6, 16),
    light: random.between(-90, 90),
  }));
  const pixels = new Uint8Array(SIZE.width * SIZE.height);
  for (const at of pixels.keys()) {
    const [x, y] = [2 * (at % SIZE.width) + 0.5, 2 * Math.floor(at / SIZE.width) + 0.5];
    const light = blobs.reduce(
      (sum, blob) =>
        sum + blob.light * Math.exp(-((x - blob.x) ** 2 + (y - blob.y) ** 2) / (2 * blob.size ** 2)),
      128,
    );
    pixels[at] = Math.min(255, Math.max(0, light));
  }
  return { pixels, ...SIZE };
}

function worstOff(found: Homography, truth: Homography): number {
  const corners = [40, 280].flatMap((x) => [40, 200].map((y) => ({ x, y })));
  return Math.max(
    ...corners.map((corner) => {
      const [a, b] = [mapPoint(found, corner), mapPoint(truth, corner)];
      return Math.hypot(a.x - b.x, a.y - b.y);
    }),
  );
}

test("A map that is a few pixels and degrees off is pulled to where the photo agrees", () => {
  const truth: Homography = [1.02, -0.05, 6, 0.05, 1.02, -4, 0, 0, 1];
  const template = openTemplate(picture(IDENTITY, 1), REGION);

  const { toPhoto, agreement } = template.refine(IDENTITY, picture(truth, 1), 4);

  expect(agreement).toBeGreaterThan(0.95);
  expect(worstOff(toPhoto, truth)).toBeLessThan(1);
});

test("Mild perspective is found when the map may bend", () => {
  const truth: Homography = [1, 0.02, 3, -0.02, 1, 2, 0.0002, -0.0001, 1];
  const template = openTemplate(picture(IDENTITY, 1), REGION);
  const photo = picture(truth, 1);

  const stiff = template.refine(IDENTITY, photo, 4);
  const bent = template.refine(stiff.toPhoto, photo, 8);

  expect(worstOff(stiff.toPhoto, truth)).toBeGreaterThan(2);
  expect(worstOff(bent.toPhoto, truth)).toBeLessThan(1);
});

test("Another picture does not agree, wherever refining ends", () => {
  const template = openTemplate(picture(IDENTITY, 1), REGION);

  const { agreement } = template.refine(IDENTITY, picture(IDENTITY, 2), 8);

  expect(agreement).toBeLessThan(0.35);
});

test("A photo that shows less than half of the template agrees with nothing", () => {
  const template = openTemplate(picture(IDENTITY, 1), REGION);

  const { agreement } = template.refine([1, 0, 200, 0, 1, 0, 0, 0, 1], picture(IDENTITY, 1), 4);

  expect(agreement).toBe(-1);
});
