import { describe, expect, it } from "vitest";
import type { ImageQuality } from "../image-quality.ts";
import { BASELINE_PHOTOS, createImageQualityTally } from "./image-quality-tally.ts";

type Photo = ImageQuality & { minute: number; recipe?: string };

/** Periods of 100 minutes; photos in the order given. */
function tally(photos: readonly Photo[]) {
  const all = createImageQualityTally();
  for (const { minute, recipe = "block", ...imageQuality } of photos) {
    const receivedAt = new Date(Date.parse("2026-03-01T00:00:00Z") + minute * 60_000).toISOString();
    const id = String(minute).padStart(9, "0");
    all.add({ id, receivedAt, recipe: { id: recipe, version: 1 }, imageQuality }, Math.floor(minute / 100));
  }
  return all.finish();
}

const steady = (minute: number): Photo => ({
  minute,
  brightness: 0.5 + (minute % 5) * 0.01,
  sharpness: 100 + (minute % 7),
});
const minutes = (count: number) => Array.from({ length: count }, (_, i) => i);
const marksOf = (photos: readonly Photo[]) =>
  Object.fromEntries(
    tally(photos).map(({ measure, byPeriod }) => [measure, byPeriod.map(({ drift }) => drift)]),
  );

describe("the drift of image quality", () => {
  it("is none while photos are alike", () => {
    expect(marksOf(minutes(500).map(steady))).toEqual({
      brightness: Array(5).fill(undefined),
      sharpness: Array(5).fill(undefined),
    });
  });

  it("is marked from when photos get darker or more blurred", () => {
    const photos = minutes(500).map((minute) => {
      const { brightness, sharpness } = steady(minute);
      return {
        minute,
        brightness: minute < 300 ? brightness : brightness - 0.05,
        sharpness: minute < 400 ? sharpness : sharpness * 0.6,
      };
    });

    expect(marksOf(photos)).toEqual({
      brightness: [undefined, undefined, undefined, "below", "below"],
      sharpness: [undefined, undefined, undefined, undefined, "below"],
    });
  });

  it("is not marked where it is too small to matter, however sure it is", () => {
    const photos = minutes(500).map((minute) => {
      const { brightness, sharpness } = steady(minute);
      return {
        minute,
        brightness: minute < 300 ? brightness : brightness + 0.02,
        sharpness: minute < 300 ? sharpness : sharpness * 1.15,
      };
    });

    expect(new Set(Object.values(marksOf(photos)).flat())).toEqual(new Set([undefined]));
  });

  it("is against the first photos of the range, in whatever order they come", () => {
    const photos = minutes(1000).map((minute) => ({
      ...steady(minute),
      brightness: minute < BASELINE_PHOTOS ? 0.2 : 0.8,
    }));

    const forward = tally(photos);
    const backward = tally([...photos].reverse());

    expect(forward[0]?.baseline).toMatchObject({ photos: BASELINE_PHOTOS, mean: expect.closeTo(0.2) });
    expect(backward.map(({ baseline }) => baseline.photos)).toEqual([BASELINE_PHOTOS, BASELINE_PHOTOS]);
    expect(backward[0]?.baseline.mean).toBeCloseTo(0.2);
    expect(backward[0]?.byPeriod.map(({ drift }) => drift)).toEqual(
      forward[0]?.byPeriod.map(({ drift }) => drift),
    );
  });

  it("keeps recipes apart, and passes over photos from before it was measured", () => {
    const both = minutes(200).flatMap((minute) => [
      { ...steady(minute), recipe: "dark", brightness: 0.1 },
      { ...steady(minute), recipe: "light", brightness: 0.9 },
    ]);
    const old = createImageQualityTally();
    old.add({ id: "a", receivedAt: "2026-03-01T00:00:00Z", recipe: { id: "block", version: 1 } }, 0);

    expect(tally(both).map(({ recipe, measure }) => `${recipe} ${measure}`)).toEqual([
      "dark brightness",
      "dark sharpness",
      "light brightness",
      "light sharpness",
    ]);
    expect(tally(both).flatMap(({ byPeriod }) => byPeriod.flatMap(({ drift }) => drift ?? []))).toEqual([]);
    expect(old.finish()).toEqual([]);
  });
});
