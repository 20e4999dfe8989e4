import { beforeAll, describe, expect, test } from "vitest";
import { type Box, detectionSchema, overlap } from "../../src/domain/detection.ts";
import { recognizerRefSchema } from "../../src/domain/inspection.ts";
import type { DecodedPhoto } from "../../src/domain/photo.ts";
import type { Recognizer } from "../../src/ports/recognizer.ts";
import { drawClock } from "../support/draw-clock.ts";

export type RecognizerUnderTest = {
  recognizer: Recognizer;
  /** A model that knows clocks, and what it calls one. */
  model: string;
  clock: string;
  kind: string;
};

/** Every recognizer is shown a clock on a wall. */
export function describeRecognizerContract(name: string, make: () => Promise<RecognizerUnderTest>): void {
  describe(`the recognizer ${name}`, () => {
    let under: RecognizerUnderTest;
    let photo: DecodedPhoto;
    let box: Box;
    beforeAll(async () => {
      under = await make();
      ({ photo, box } = await drawClock());
    });

    test("sees an object where it is, with a confidence of 0 to 1", async () => {
      const { detections, reservations } = await under.recognizer.recognize(photo, under.model);

      const best = detections.toSorted((a, b) => b.confidence - a.confidence)[0];
      expect(best?.label).toBe(under.clock);
      expect(best?.confidence).toBeGreaterThan(0.8);
      expect(best?.box && overlap(best.box, box)).toBeGreaterThan(0.75);
      expect(reservations).toEqual([]);
      for (const detection of detections) expect(detectionSchema.parse(detection)).toEqual(detection);
    });

    test("takes the narrowest and the smallest photo that a line can hand in", async () => {
      for (const [width, height] of [
        [1_600, 80],
        [80, 80],
        [80, 1_600],
      ] as const) {
        const drawn = await drawClock({ width, height, x: 40, y: 40, radius: 30 });

        const { detections } = await under.recognizer.recognize(drawn.photo, under.model);

        for (const detection of detections) expect(detectionSchema.parse(detection)).toEqual(detection);
      }
    });

    test("says of every look which recognizer, model and version it was", async () => {
      const empty = { ...photo, pixels: new Uint8Array(photo.pixels.length).fill(128) };

      const first = await under.recognizer.recognize(photo, under.model);
      const second = await under.recognizer.recognize(empty, under.model);

      expect(recognizerRefSchema.parse(first.recognizer)).toMatchObject({
        kind: under.kind,
        model: under.model,
        version: expect.stringMatching(/./),
      });
      expect(second.recognizer).toEqual(first.recognizer);
    });

    test("sees the same in the same photo, and leaves the photo as it is", async () => {
      const before = photo.pixels.slice();

      const first = await under.recognizer.recognize(photo, under.model);
      const second = await under.recognizer.recognize(photo, under.model);

      expect(second).toEqual(first);
      expect(Buffer.compare(photo.pixels, before)).toBe(0);
    });

    test("says that it has no such model, and that trying again does not help", async () => {
      const looking = under.recognizer.recognize(photo, "no-such-model");

      await expect(looking).rejects.toMatchObject({ code: "not-found", retryable: false });
      await expect(looking).rejects.toThrow("no-such-model");
    });
  });
}
