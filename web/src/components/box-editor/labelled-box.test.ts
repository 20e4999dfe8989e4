import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insidePhoto, toFractions, toPixels } from "./labelled-box.ts";

const fraction = fc.double({ min: -0.5, max: 1.5, noNaN: true });

describe("a box", () => {
  it("keeps its place when it is drawn and read again", () => {
    const photo = { width: 1440, height: 1080 };
    const box = { left: 0.25, top: 0.5, width: 0.125, height: 0.0625 };

    expect(toFractions(toPixels(box, photo), photo)).toEqual(box);
  });

  it("never reaches beyond the photo", () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, fraction, (left, top, width, height) => {
        const box = insidePhoto({ left, top, width: Math.abs(width), height: Math.abs(height) });

        expect(Math.min(box.left, box.top, box.width, box.height)).toBeGreaterThanOrEqual(0);
        expect(Math.max(box.left + box.width, box.top + box.height)).toBeLessThanOrEqual(1.0001);
      }),
    );
  });
});
