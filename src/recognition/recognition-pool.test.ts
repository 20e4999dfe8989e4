import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Detection } from "../domain/detection.ts";
import type { DecodedPhoto } from "../domain/photo.ts";
import { evaluate } from "./evaluate.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import { readCard } from "./lesson-card.ts";
import { readModelFile } from "./model-file.ts";
import { createRandom } from "./random.ts";
import { createRecognitionPool } from "./recognition-pool.ts";

const WIDTH = 320;
const HEIGHT = 256;
const PART = 56;
const CORNERS = [
  { x: 30, y: 24 },
  { x: 190, y: 24 },
  { x: 30, y: 150 },
  { x: 190, y: 150 },
];

/** A plate with four places; each holds a ring, a cross or nothing, not quite where it should be. */
async function drawPlate(seed: number) {
  const random = createRandom(seed);
  const shapes: string[] = [];
  const boxes: LabelledPhoto["boxes"] = [];
  for (const corner of CORNERS) {
    const kind = ["ring", "cross", "nothing"][random.below(3)] ?? "";
    const x = corner.x + random.below(40);
    const y = corner.y + random.below(30);
    if (kind === "nothing") continue;
    shapes.push(
      kind === "ring"
        ? `<circle cx="${x + 28}" cy="${y + 28}" r="22" fill="none" stroke="#2a4d8f" stroke-width="11"/>`
        : `<path d="M${x + 4} ${y + 4}l48 48m0-48l-48 48" stroke="#8a2f23" stroke-width="12"/>`,
    );
    const box = { left: x / WIDTH, top: y / HEIGHT, width: PART / WIDTH, height: PART / HEIGHT };
    boxes.push({ label: kind, box });
  }
  const gray = 150 + random.below(60);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    `<rect width="100%" height="100%" fill="rgb(${gray},${gray},${gray - 12})"/>${shapes.join("")}</svg>`;
  return { image: sharp(Buffer.from(svg)).removeAlpha(), boxes };
}

async function photoOf(seed: number): Promise<{ photo: DecodedPhoto; truth: LabelledPhoto["boxes"] }> {
  const { image, boxes } = await drawPlate(seed);
  const photo = {
    width: WIDTH,
    height: HEIGHT,
    pixels: await image.raw().toBuffer(),
    format: "png" as const,
  };
  return { photo, truth: boxes };
}

const pool = createRecognitionPool({ threads: 2 });
let examples: LabelledPhoto[];
let model: Uint8Array;
const progress: number[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "teach-"));
  examples = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (seed) => {
      const file = join(folder, `${seed}.png`);
      const { image, boxes } = await drawPlate(seed);
      await image.toFile(file);
      return { file, width: WIDTH, height: HEIGHT, boxes };
    }),
  );
  model = await pool.teach(examples, { effort: "quick" }, (fraction) => progress.push(fraction));
}, 120_000);
afterAll(() => pool.close());

test("Parts taught from six drawn photos are found in new ones, with sure confidence and in the right number", async () => {
  const tried = await Promise.all([101, 102, 103, 104, 105, 106, 107, 108].map(photoOf));

  const judged = await Promise.all(
    tried.map(async ({ photo, truth }) => ({
      truth,
      ...(await pool.detectParts(photo, { version: "plate", load: async () => model })),
    })),
  );

  const figures = evaluate(judged);
  expect(figures.mAP50).toBeGreaterThan(0.97);
  expect(figures.countExact).toBeGreaterThanOrEqual(7 / 8);
  const surest = judged.flatMap(({ detections }) => detections.slice(0, 1));
  for (const { confidence } of surest) expect(confidence).toBeGreaterThan(0.8);
});

test("Progress rises to the end and never falls", () => {
  expect(progress.length).toBeGreaterThan(10);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(progress.at(-1)).toBeCloseTo(1);
});

test("The same photos and seed give the same bytes, another seed gives others", async () => {
  const few = examples.slice(0, 2);

  const first = await pool.teach(few, { effort: "quick", seed: 7 });
  const again = await pool.teach(few, { effort: "quick", seed: 7 });
  const other = await pool.teach(few, { effort: "quick", seed: 8 });

  expect(Buffer.compare(again, first)).toBe(0);
  const weightsOf = (file: Uint8Array) => Buffer.from(readModelFile(file).heads.w3.buffer);
  expect(weightsOf(other).equals(weightsOf(first))).toBe(false);
}, 120_000);

test("A model's card holds what photos left out showed of each part, and thresholds that follow from it", () => {
  const { card } = readCard(model);

  const { evidence, proposal } = card;
  expect(evidence).toMatchObject({ unit: "photo", photos: 6 });
  for (const label of ["cross", "ring"]) {
    const part = evidence?.parts.find((one) => one.label === label);
    const counts = examples.map(({ boxes }) => boxes.filter((box) => box.label === label).length);
    const having = counts.filter((count) => count > 0);
    const proposed = proposal?.parts.find((one) => one.label === label);
    expect(
      part?.views
        .filter(({ there }) => there > 0)
        .map(({ there }) => there)
        .sort(),
    ).toEqual(having.sort());
    expect(proposed?.falseRejects.trials).toBe(having.length);
    expect(proposed?.escapes.trials).toBe(counts.filter((count) => count < Math.max(...counts)).length);
    expect(proposed).toMatchObject({ proven: false, escapes: { events: 0 } });
  }
});

test("Plates whose parts lie differently on each are taught as parts anywhere, and the card says why", async () => {
  const chosen = await pool.teach(examples, { look: "auto", effort: "quick" });

  const { mode, card } = readCard(chosen);
  expect(mode).toBe("find");
  expect(card.choice).toMatchObject({ by: "rule", reason: expect.stringContaining("find: ") });
  expect(readCard(model).card.choice).toEqual({ by: "teacher", reason: "find: as asked" });
}, 120_000);

test("A model is loaded once however many photos use it, and a load that failed is tried again", async () => {
  const { photo } = await photoOf(3);
  let loads = 0;
  const load = async () => {
    loads++;
    if (loads === 1) throw new Error("disk is asleep");
    return model;
  };

  await expect(pool.detectParts(photo, { version: "once", load })).rejects.toThrow("asleep");
  await Promise.all([1, 2, 3].map(() => pool.detectParts(photo, { version: "once", load })));

  expect(loads).toBe(2);
});

test("A damaged model is refused", async () => {
  const { photo } = await photoOf(3);
  const load = async () => model.slice(0, -1);

  const looking = pool.detectParts(photo, { version: "damaged", load });

  await expect(looking).rejects.toMatchObject({ name: "PartproofError", code: "damaged" });
});

test("Photos without boxes, and photos that are not there, are refused with what to do", async () => {
  const [first] = examples;
  const unmarked = examples.map((example) => ({ ...example, boxes: [] }));
  const absent = [{ ...(first as LabelledPhoto), file: "/nowhere/1.png" }];

  await expect(pool.teach(unmarked)).rejects.toMatchObject({ code: "invalid-input" });
  await expect(pool.teach(absent)).rejects.toThrow("/nowhere/1.png cannot be read");
});

test("Teaching stops when it is told to", async () => {
  const stop = new AbortController();

  const teaching = pool.teach(examples, { signal: stop.signal }, () => stop.abort());

  await expect(teaching).rejects.toMatchObject({ name: "AbortError" });
});

test("The general detector looks at any photo and answers with boxes inside it", async () => {
  const { photo } = await photoOf(1);

  const detections: Detection[] = await pool.detectObjects(photo);

  for (const { confidence, box } of detections) {
    expect(confidence).toBeLessThanOrEqual(1);
    expect((box?.left ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
  }
});
