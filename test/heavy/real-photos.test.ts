import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { type Box, centerOf, contains, type Detection } from "../../src/domain/detection.ts";
import type { Finding, Verdict } from "../../src/domain/inspection.ts";
import { jsonLines, partproof } from "./server-process.ts";

const SCREWS = fileURLToPath(new URL("../../../shared/data/screws4", import.meta.url));
const TAUGHT_PHOTOS = 20;
const SURE = 0.6;

type Line = {
  image: string;
  verdict: Verdict;
  findings: Finding[];
  detections: Detection[];
  timingsMs: { total: number };
};
type Coco = {
  images: { id: number; file_name: string; width: number; height: number }[];
  annotations: { image_id: number; category_id: number; bbox: [number, number, number, number] }[];
  categories: { id: number; name: string }[];
};

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-screws-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe.skipIf(!existsSync(SCREWS))("real phone photos of a block with four screw positions", () => {
  it("taught on 20, judges the other 80: 97 % of slots right, and no photo with a missing screw passes", async () => {
    const recipeFile = join(home, "recipe.yaml");
    await writeFile(recipeFile, stringify(fourScrews));
    const cocoFile = join(SCREWS, "coco.json");
    await partproof(
      "teach",
      "--model",
      "screws",
      "--coco",
      cocoFile,
      "--limit",
      String(TAUGHT_PHOTOS),
      "--home",
      home,
    );

    const { stdout } = await partproof(
      "inspect",
      join(SCREWS, "images"),
      "--recipe",
      recipeFile,
      "--home",
      home,
      "--json",
    );
    const coco: Coco = JSON.parse(await readFile(cocoFile, "utf8"));
    const lines = new Map(jsonLines<Line>(stdout).map((line) => [basename(line.image), line]));
    const held = coco.images.slice(TAUGHT_PHOTOS);
    const scores = held.map((image) => score(coco, image, lines.get(basename(image.file_name))));
    const slots = scores.reduce((sum, s) => sum + s.slots, 0);
    const right = scores.reduce((sum, s) => sum + s.right, 0);
    const escapes = scores.filter((s) => s.screws < 4 && s.verdict === "pass").length;
    const reviews = scores.filter((s) => s.verdict === "review").length;
    const falseRejects = scores.filter((s) => s.screws === 4 && s.verdict === "fail").length;
    console.log(
      `slots right ${right}/${slots}, escapes ${escapes}, reviews ${reviews}, false rejects ${falseRejects}`,
    );

    expect(lines.size).toBe(coco.images.length);
    expect(right / slots).toBeGreaterThanOrEqual(0.97);
    expect(escapes).toBe(0);
  });
});

const fourScrews = {
  id: "block",
  version: 1,
  title: "Block with four screws",
  recognizer: { kind: "embedded", model: "screws" },
  parts: [{ label: "screw", count: 4 }],
};

/** A slot is right when a sure screw lies in it exactly if the truth says so. */
function score(coco: Coco, image: Coco["images"][number], line: Line | undefined) {
  const screwId = coco.categories.find((category) => category.name === "screw")?.id;
  const truths = coco.annotations.filter((annotation) => annotation.image_id === image.id);
  const sure = (line?.detections ?? []).filter((d) => d.label === "screw" && d.confidence >= SURE);
  const right = truths.filter(({ bbox: [x, y, width, height], category_id }) => {
    const slot: Box = {
      left: x / image.width,
      top: y / image.height,
      width: width / image.width,
      height: height / image.height,
    };
    const seen = sure.some((d) => d.box && contains(slot, centerOf(d.box)));
    return seen === (category_id === screwId);
  });
  const screws = truths.filter((truth) => truth.category_id === screwId).length;
  return { slots: truths.length, right: right.length, screws, verdict: line?.verdict };
}
