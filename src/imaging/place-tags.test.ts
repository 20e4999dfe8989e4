import { expect, it } from "vitest";
import type { Rect } from "./canvas.ts";
import type { Mark } from "./list-marks.ts";
import { scaleFor } from "./mark-scale.ts";
import { STATE_STYLES } from "./mark-style.ts";
import { placeTags } from "./place-tags.ts";

function mark(left: number, top: number, important = false): Mark {
  return {
    rect: { left, top, right: left + 30, bottom: top + 30 },
    style: STATE_STYLES.present,
    crossed: false,
    wordings: ["✓ {label} 0.97", "✓ 0.97", "✓"],
    label: "a rather long label of a part",
    important,
  };
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

it("tags of parts close together do not cover each other and stay within the photo", () => {
  const marks = Array.from({ length: 48 }, (_, i) => mark((i % 8) * 50, Math.floor(i / 8) * 60));

  const tags = placeTags(marks, 400, 360, scaleFor(400, 360));

  const pairs = tags.flatMap((a, i) => tags.slice(i + 1).map((b) => overlaps(a.rect, b.rect)));
  expect(tags.length).toBeGreaterThan(30);
  expect(pairs).not.toContain(true);
  expect(
    tags.every(({ rect }) => rect.left >= 0 && rect.top >= 0 && rect.right <= 400 && rect.bottom <= 360),
  ).toBe(true);
});

it("a tag that matters is placed even where there is no room", () => {
  const marks = Array.from({ length: 400 }, (_, i) => mark((i % 20) * 4, Math.floor(i / 20) * 4, true));

  const tags = placeTags(marks, 110, 110, scaleFor(110, 110));

  expect(tags.length).toBe(400);
});

it("a tag with room around it says everything", () => {
  const [tag] = placeTags([mark(300, 300)], 1000, 1000, scaleFor(1000, 1000));

  expect(tag?.text).toBe("✓ a rather long label of a part 0.97");
});

it("a tag that says nothing new is left out rather than laid over its own part", () => {
  const marks = Array.from({ length: 100 }, (_, i) => mark((i % 10) * 32, Math.floor(i / 10) * 32));

  const tags = placeTags(marks, 320, 320, scaleFor(320, 320));

  expect(tags.length).toBeLessThan(100);
});
