import { beforeAll, describe, expect, test } from "vitest";
import { type Box, contains } from "../../src/domain/detection.ts";
import type { DecodedPhoto } from "../../src/domain/photo.ts";
import type { TextReader } from "../../src/ports/text-reader.ts";
import { drawLabel } from "../support/draw-label.ts";

/** What is printed in the middle of the photo that readers are shown. */
export const PRINTED = ["SERIAL NO.", "CB-746B-000012"] as const;

export function describeTextReaderContract(name: string, makeReader: () => Promise<TextReader>): void {
  describe(`the text reader ${name}`, () => {
    let reader: TextReader;
    let photo: DecodedPhoto;
    let box: Box;
    beforeAll(async () => {
      reader = await makeReader();
      ({ photo, box } = await drawLabel(PRINTED));
    });

    test("reads the lines in an area from top to bottom, each in its box within the photo", async () => {
      const { lines } = await reader.read(photo, box);

      expect(lines.map(({ text }) => text)).toEqual(PRINTED);
      for (const line of lines) {
        expect(line.confidence).toBeGreaterThan(0.8);
        expect(line.confidence).toBeLessThanOrEqual(1);
        expect(contains(box, { x: line.box.left, y: line.box.top })).toBe(true);
        expect(line.box.width).toBeLessThanOrEqual(box.width);
      }
    });

    test("reads nothing where nothing is printed", async () => {
      const { lines } = await reader.read(photo, { left: 0, top: 0, width: 1, height: box.top * 0.9 });

      expect(lines).toEqual([]);
    });

    test("reads nothing outside of the area", async () => {
      const lower = { ...box, top: box.top + box.height / 2, height: box.height / 2 };

      const { lines } = await reader.read(photo, lower);

      expect(lines.map(({ text }) => text)).toEqual([PRINTED[1]]);
    });

    test("says who read, also where there was nothing to read", async () => {
      const { reader: first } = await reader.read(photo, box);
      const { reader: second } = await reader.read(photo, { left: 0, top: 0, width: 0.1, height: 0.1 });

      expect(first).toEqual({
        kind: expect.any(String),
        model: expect.any(String),
        version: expect.any(String),
      });
      expect(first.version).not.toBe("");
      expect(second).toEqual(first);
    });
  });
}
