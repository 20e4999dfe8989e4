import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contains } from "../../domain/detection.ts";
import { decodePhoto } from "../../imaging/decode-photo.ts";
import { createRandom } from "../random.ts";
import { createRecognitionPool } from "../recognition-pool.ts";
import { readNormalModel } from "./normal-model-file.ts";

const pool = createRecognitionPool({ threads: 1 });
let folder: string;
let model: Uint8Array;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "partproof-normal-"));
  const files = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => join(folder, `${seed}.png`));
  for (const [index, file] of files.entries()) await writeFile(file, await panel(index + 1));
  model = await pool.teachNormal(files);
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true, force: true });
});

/** A plate with a dial and a row of knobs, under light that changes a little; `stain` lays a dark spot on it. */
async function panel(seed: number, stain = "", size = { width: 320, height: 240 }): Promise<Buffer> {
  const random = createRandom(seed);
  const light = Math.round(200 + 12 * random.next());
  const knobs = [60, 120, 180, 240].map((x) => `<circle cx="${x}" cy="180" r="16" fill="#345"/>`).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" width="${size.width}" height="${size.height}">
    <rect width="320" height="240" fill="rgb(${light},${light},${light - 10})"/>
    <circle cx="160" cy="80" r="50" fill="#fff" stroke="#222" stroke-width="6"/><path d="M160 80 L190 50" stroke="#a00" stroke-width="5"/>
    ${knobs}${stain}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

async function look(photo: Buffer) {
  return pool.detectParts(await decodePhoto(photo), { version: "panel", load: async () => model });
}

describe("a model taught from normal photos alone", () => {
  it("sees nothing to speak of on another normal one", async () => {
    const { detections, reservations } = await look(await panel(30));

    expect(reservations).toEqual([]);
    expect(detections).toMatchObject([{ label: "anomaly" }]);
    expect(detections[0]?.confidence).toBeLessThan(0.3);
  });

  it("sees an anomaly where something lies that was never there", async () => {
    const stain = `<path d="M250 40 l40 10 l-10 45 l-35 -15 z" fill="#731"/>`;

    const [anomaly] = (await look(await panel(31, stain))).detections;

    expect(anomaly?.confidence).toBeGreaterThan(0.6);
    expect(anomaly?.box && contains(anomaly.box, { x: 270 / 320, y: 65 / 240 })).toBe(true);
  });

  it("does not compare a photo of another shape, and says so", async () => {
    const { detections, reservations } = await look(await panel(32, "", { width: 240, height: 320 }));

    expect(detections).toEqual([]);
    expect(reservations).toEqual([expect.stringMatching(/another shape/)]);
  });

  it("is the same bytes from the same photos, and refused when damaged", async () => {
    const files = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => join(folder, `${seed}.png`));
    const again = await pool.teachNormal(files);
    const damaged = model.slice();
    damaged[damaged.length - 9] = (damaged[damaged.length - 9] ?? 0) ^ 1;

    expect(Buffer.from(again).equals(Buffer.from(model))).toBe(true);
    expect(() => readNormalModel(damaged)).toThrow(/do not match/);
  });

  it("wants enough photos to know what varies", async () => {
    await expect(pool.teachNormal([join(folder, "1.png")])).rejects.toThrow(/at least 5 normal photos/);
  });
});
