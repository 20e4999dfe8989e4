import { beforeAll, describe, expect, test } from "vitest";
import { drawLabel, type LabelLook } from "../../../test/support/draw-label.ts";
import { decodePhoto } from "../../imaging/decode-photo.ts";
import { controlBox } from "../../simulator/control-box.ts";
import { drawPhoto } from "../../simulator/draw-photo.ts";
import { readLines } from "./read-lines.ts";
import { cropForText } from "./text-crop.ts";
import { openTextNetworks, type TextNetworks } from "./text-networks.ts";

let networks: TextNetworks;
beforeAll(async () => {
  networks = await openTextNetworks(1);
});

async function read(lines: readonly string[], look: LabelLook = {}) {
  const { photo, box } = await drawLabel(lines, look);
  return readLines(await cropForText(photo, box), networks);
}

function said(lines: Awaited<ReturnType<typeof read>>): string[] {
  return lines.map(({ text }) => text.replaceAll(" ", ""));
}

describe("a printed label is read", () => {
  test.each([0, 12, -33, 90, 97, 180, 205, 270])("turned by %i degrees", async (degrees) => {
    const lines = await read(["PARTPROOF", "XJY-9RD5WYVA"], { degrees });

    expect(said(lines).toSorted()).toEqual(["PARTPROOF", "XJY-9RD5WYVA"]);
    expect(Math.min(...lines.map(({ confidence }) => confidence))).toBeGreaterThan(0.8);
  });

  test("in low contrast, soft and noisy", async () => {
    const lines = await read(["LOT 2647"], { ink: 110, paper: 190, blur: 0.8, noise: 5, degrees: 5 });

    expect(said(lines)).toEqual(["LOT2647"]);
  });

  test("in white on black", async () => {
    expect(said(await read(["LOT 2647"], { ink: 225, paper: 25 }))).toEqual(["LOT2647"]);
  });

  test("as it is on a simulated widget", async () => {
    const { jpeg, truth } = await drawPhoto(controlBox, 5, 0, { missing: [] });
    const label = truth.parts.find((part) => part.label === "label");

    const lines = await readLines(
      await cropForText(await decodePhoto(jpeg), label?.box ?? { left: 0, top: 0, width: 1, height: 1 }),
      networks,
    );

    expect(said(lines)).toContain(truth.serial);
  });
});

test("A number that reads as another one upside down is unsure alone, and sure below words", async () => {
  const [alone] = await read(["69806"], { degrees: 180 });
  const below = await read(["PARTPROOF LINE", "69806"], { degrees: 180 });

  expect(alone?.confidence).toBeLessThanOrEqual(0.5);
  expect(below.find(({ text }) => text === "69806")?.confidence).toBeGreaterThan(0.8);
});

test("Noise is no text that anybody could be sure of", async () => {
  const lines = await read([" "], { noise: 40, ink: 200, paper: 200, fontPx: 120 });

  expect(lines.filter(({ confidence }) => confidence > 0.6)).toEqual([]);
});
