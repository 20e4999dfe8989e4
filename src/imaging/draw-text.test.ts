import { describe, expect, it } from "vitest";
import type { Canvas } from "./canvas.ts";
import { drawableCharacters, drawText, fitText, fitTextMiddle, measureText } from "./draw-text.ts";

describe("characters", () => {
  it("of languages written in Latin, Greek and Cyrillic letters are drawn as they are", () => {
    const text = "Größe Łódź İzmir ế Ελληνικά Кириллица µΩ×±°";

    expect(drawableCharacters(text).join("")).toBe(text.normalize("NFC"));
  });

  it("that the font lacks become one visible box each, whatever they are made of", () => {
    expect(drawableCharacters("螺丝 🙂👩‍👩‍👧 א").join("")).toBe("□□ □□ □");
  });

  it("that steer or turn around text become visible instead of taking effect", () => {
    expect(drawableCharacters("a\u0000\u0007b\u202egnp\u2066.exe\ud800").join("")).toBe("a□b□gnp□.exe□");
  });

  it("that break lines become blanks", () => {
    expect(drawableCharacters(" a\r\n\tb ").join("")).toBe("a b");
  });

  it("named like properties of objects do no harm", () => {
    expect(drawableCharacters("constructor__proto__").join("")).toBe("constructor__proto__");
  });
});

describe("a text too long for its room", () => {
  it("is cut at its end", () => {
    const text = fitText("capacitor, upper left corner", 12, 100);

    expect(text).toMatch(/^capac.*…$/);
    expect(measureText(text, 12)).toBeLessThanOrEqual(100);
  });

  it("is cut in the middle where its end matters", () => {
    const text = fitTextMiddle("a-recipe-with-a-long-name@12", 12, 100);

    expect(text).toMatch(/^a.*….*@12$/);
    expect(measureText(text, 12)).toBeLessThanOrEqual(100);
  });

  it("is left out where not even two characters fit", () => {
    expect(fitText("screw", 12, 10)).toBe("");
  });

  it("costs little, however long it is", () => {
    const start = performance.now();

    fitText("\u202e🙂".repeat(1_000_000), 12, 100);

    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe("drawn text", () => {
  it("leaves ink in the height of its letters, with soft edges, and nothing outside the canvas", () => {
    const canvas: Canvas = { width: 60, height: 30, pixels: new Uint8Array(60 * 30 * 3) };

    drawText(canvas, "HHHHHHHHHHHHHHHH", -5, 20, 20, [255, 255, 255]);

    const rowHasInk = (row: number) =>
      canvas.pixels.subarray(row * 180, row * 180 + 180).some((value) => value > 0);
    expect([4, 6, 19, 20].map(rowHasInk)).toEqual([false, true, true, false]);
    expect(canvas.pixels.some((value) => value > 0 && value < 255)).toBe(true);
  });

  it("has a hole in letters with a hole, and in the box for what cannot be drawn", () => {
    const canvas: Canvas = { width: 100, height: 100, pixels: new Uint8Array(30_000) };

    drawText(canvas, "螺", 0, 90, 100, [255, 255, 255]);

    const at = (x: number, y: number) => canvas.pixels[(y * 100 + x) * 3];
    expect([at(12, 50), at(32, 50), at(52, 50)]).toEqual([255, 0, 255]);
  });
});
