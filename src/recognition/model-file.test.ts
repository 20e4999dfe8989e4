import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { CELL_CHANNELS } from "./backbone.ts";
import { HIDDEN, OUTPUTS_PER_PART } from "./find-head.ts";
import { readModelFile, type TaughtModel, writeModelFile } from "./model-file.ts";

function smallModel(): TaughtModel {
  const [hidden, hidden2] = HIDDEN;
  const floats = (length: number) => Float32Array.from({ length }, (_, at) => Math.sin(at));
  return {
    header: {
      format: 3,
      mode: "find",
      backbone: { name: "features", sha256: "0".repeat(64) },
      labels: ["nut", "screw ø"],
      longSide: 480,
      typicalSizes: [40.5, 60],
      calibration: { slope: 1, offset: -0.25 },
      trainingSet: ["1".repeat(64)],
      card: { photos: 1, parts: [{ label: "nut", examples: 3 }], seed: 1, turns: "any" },
    },
    heads: {
      w1: floats(2 * CELL_CHANNELS * hidden),
      b1: floats(2 * hidden),
      w2: floats(2 * hidden * hidden2),
      b2: floats(2 * hidden2),
      w3: floats(2 * hidden2 * 2 * OUTPUTS_PER_PART),
      b3: floats(2 * 2 * OUTPUTS_PER_PART),
    },
    scale: { mean: floats(CELL_CHANNELS), inverseDeviation: floats(CELL_CHANNELS) },
  };
}

/** The file with its header changed and sealed again, as another version of the program would write it. */
function withHeader(file: Uint8Array, change: (header: Record<string, unknown>) => void): Uint8Array {
  const buffer = Buffer.from(file);
  const length = buffer.readUInt32LE(40);
  const header = JSON.parse(buffer.subarray(44, 44 + length).toString());
  change(header);
  const text = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const sealed = Buffer.concat([size, text, buffer.subarray(44 + length)]);
  const sha256 = createHash("sha256").update(sealed).digest();
  return Buffer.concat([buffer.subarray(0, 8), sha256, sealed]);
}

test("A model read back is the model that was written, and the same model gives the same bytes", () => {
  const model = smallModel();

  const file = writeModelFile(model);

  const back = readModelFile(file);
  expect(back.header).toEqual(model.header);
  // Written again it is the same file: no number was lost. (Comparing half a million floats one by one is slow.)
  expect(Buffer.compare(writeModelFile(back), file)).toBe(0);
  expect(back.heads.w3).toEqual(model.heads.w3);
  expect(Buffer.compare(writeModelFile(smallModel()), file)).toBe(0);
});

test("A model with one bit turned, cut short, or that never was a model is refused as damaged", () => {
  const file = writeModelFile(smallModel());
  const turned = Uint8Array.from(file);
  turned[file.length - 100] = (turned[file.length - 100] ?? 0) ^ 1;

  for (const bytes of [
    turned,
    file.subarray(0, 5000),
    file.subarray(0, 20),
    new Uint8Array(0),
    Buffer.from("GIF89a"),
  ])
    expect(() => readModelFile(bytes)).toThrow(expect.objectContaining({ code: "damaged" }));
});

test("A model from a newer version is refused with the advice to update", () => {
  const file = writeModelFile(smallModel());
  const newerHeader = withHeader(file, (header) => {
    header["format"] = 4;
  });
  const newerLayout = Uint8Array.from(file);
  newerLayout[7] = "2".charCodeAt(0);

  for (const bytes of [newerHeader, newerLayout])
    expect(() => readModelFile(bytes)).toThrow(/update Partproof/);
});

test("A model of an older format, or without a head, is refused with what to do or what is wrong", () => {
  const file = writeModelFile(smallModel());
  const older = withHeader(file, (header) => {
    header["format"] = 1;
  });
  const headless = writeModelFile({
    ...smallModel(),
    heads: { ...smallModel().heads, b1: new Float32Array(0) },
  });

  expect(() => readModelFile(older)).toThrow(/format 1, this version reads 3; teach it again/);
  expect(() => readModelFile(headless)).toThrow(/1 to 8 heads, it holds 0/);
});

test("A model whose numbers do not fit its labels is refused", () => {
  const file = withHeader(writeModelFile(smallModel()), (header) => {
    header["labels"] = ["nut", "screw", "washer"];
    header["typicalSizes"] = [1, 2, 3];
  });

  expect(() => readModelFile(file)).toThrow(/w3 should hold 3456 numbers, it holds 2304/);
});
