import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Box } from "../domain/detection.ts";
import { DESIGNS } from "./designs.ts";
import { drawPhoto } from "./draw-photo.ts";

const SIZE = { width: 800, height: 600 };

describe.each(DESIGNS)("of the $id", (design) => {
  test("a photo is the same bytes whatever was drawn before it", async () => {
    const alone = await drawPhoto(design, 11, 2);
    await drawPhoto(design, 11, 0);
    await drawPhoto(design, 12, 2, { difficulty: "hard" });

    const again = await Promise.all([0, 1, 2].map((index) => drawPhoto(design, 11, index)));

    expect(again[2]?.jpeg.equals(alone.jpeg)).toBe(true);
    expect(again[2]?.truth).toEqual(alone.truth);
    expect(again[1]?.jpeg.equals(alone.jpeg)).toBe(false);
  });

  test("leaving out a part changes the photo in the part's box and next to nowhere else", async () => {
    const kinds = [...new Map(design.parts.map((part) => [part.kind, part])).values()];
    const whole = await drawPhoto(design, 21, 3, { missing: [], difficulty: "easy" });
    const before = await pixelsOf(whole.jpeg);

    for (const part of kinds) {
      const lacking = await drawPhoto(design, 21, 3, { missing: [part.name], difficulty: "easy" });
      const after = await pixelsOf(lacking.jpeg);
      const box = lacking.truth.parts.find((p) => p.name === part.name)?.box as Box;
      const changed = changes(before, after);
      const bounds = boundsOf(changed);

      // Next to the box there is the part's own shadow, at most its height away, and a JPEG block.
      const inside = changed.filter((at) => isInside(at, box, 1)).length;
      const near = changed.filter((at) => isInside(at, box, 26)).length;
      expect(changed.length, part.name).toBeGreaterThan(
        box.width * box.height * SIZE.width * SIZE.height * 0.2,
      );
      expect(inside / changed.length, part.name).toBeGreaterThan(0.6);
      expect(near, part.name).toBe(changed.length);
      // And the box is not larger than the part: the change reaches across it.
      expect(bounds.width, part.name).toBeGreaterThan(box.width * SIZE.width * 0.8);
      expect(bounds.height, part.name).toBeGreaterThan(box.height * SIZE.height * 0.8);
    }
  });
});

test("a photo has the size that was asked for", async () => {
  const [design] = DESIGNS;
  if (!design) throw new Error("no design");

  const { jpeg } = await drawPhoto(design, 1, 0, { width: 640, height: 512 });

  expect(await sharp(jpeg).metadata()).toMatchObject({ format: "jpeg", width: 640, height: 512 });
});

test("photos of one line differ in light and color", async () => {
  const [design] = DESIGNS;
  if (!design) throw new Error("no design");

  const photos = await Promise.all(
    Array.from({ length: 8 }, (_, i) => drawPhoto(design, 1, i, { missing: [] })),
  );
  const stats = await Promise.all(photos.map(({ jpeg }) => sharp(jpeg).stats()));

  const greens = stats.map(({ channels }) => channels[1]?.mean ?? 0);
  const warmth = stats.map(({ channels }) => (channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 0));
  expect(Math.max(...greens) - Math.min(...greens)).toBeGreaterThan(8);
  expect(Math.max(...warmth) - Math.min(...warmth)).toBeGreaterThan(3);
});

async function pixelsOf(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg).raw().toBuffer();
}

type At = { x: number; y: number };

/** Pixels that differ by far more than JPEG artifacts do. */
function changes(a: Buffer, b: Buffer): At[] {
  const changed: At[] = [];
  for (let i = 0; i < a.length; i += 3) {
    const difference = [0, 1, 2].map((c) => Math.abs((a[i + c] ?? 0) - (b[i + c] ?? 0)));
    const at = i / 3;
    if (Math.max(...difference) > 28) changed.push({ x: at % SIZE.width, y: Math.floor(at / SIZE.width) });
  }
  return changed;
}

function isInside(at: At, box: Box, margin: number): boolean {
  const [left, top] = [box.left * SIZE.width - margin, box.top * SIZE.height - margin];
  const right = (box.left + box.width) * SIZE.width + margin;
  const bottom = (box.top + box.height) * SIZE.height + margin;
  return at.x >= left && at.x <= right && at.y >= top && at.y <= bottom;
}

function boundsOf(points: At[]): { width: number; height: number } {
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
  return { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
}
