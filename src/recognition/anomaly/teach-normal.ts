import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { PartproofError, UnusablePhotoError } from "../../domain/errors.ts";
import { decodePhoto } from "../../imaging/decode-photo.ts";
import type { Backbone } from "../backbone.ts";
import type { DotProducts } from "../dot-products.ts";
import { MODEL_ASSETS } from "../model-assets.ts";
import { toWorkingPhoto } from "../working-photo.ts";
import { type CellGrid, describeCells } from "./describe-cells.ts";
import { openDistances } from "./distances.ts";
import { fitNormalScores, strangest } from "./judge-anomaly.ts";
import { learnNormalLook } from "./normal-look.ts";
import { writeNormalModel } from "./normal-model-file.ts";

/** Fine enough for a scratch of a fiftieth of the photo; 320 and 448 tell anomalies apart as well. */
const LONG_SIDE = 384;
/** More photos are taken evenly from all: each costs time in every look. */
const MOST_PHOTOS = 40;
const LEAST_PHOTOS = 5;

/**
 * Learns how normal widgets look, from photos without boxes taken by one fixed camera.
 * @param files of normal photos, at least 5
 * @returns a model file of mode `normal`
 * @throws PartproofError `invalid-input` for too few photos, or one that cannot be used or has another shape
 */
export async function teachNormal(
  files: readonly string[],
  { backbone, products }: { backbone: Backbone; products: DotProducts },
  onProgress: (fraction: number, stage: string) => void,
): Promise<Uint8Array> {
  if (files.length < LEAST_PHOTOS) {
    const message = `Expected at least ${LEAST_PHOTOS} normal photos, received ${files.length}. Fewer do not show what varies.`;
    throw new PartproofError("invalid-input", message);
  }
  const every = Math.max(1, files.length / MOST_PHOTOS);
  const used = Array.from(
    { length: Math.min(files.length, MOST_PHOTOS) },
    (_, i) => files[Math.floor(i * every)] ?? "",
  );
  const grids: CellGrid[] = [];
  const trainingSet: string[] = [];
  for (const file of used) {
    const { grid, sha256 } = await describeFile(file, backbone);
    const [first = grid] = grids;
    if (first.rows !== grid.rows || first.columns !== grid.columns) {
      throw new PartproofError(
        "invalid-input",
        `${file} has another shape than ${used[0]}: use photos of one camera.`,
      );
    }
    grids.push(grid);
    trainingSet.push(sha256);
    onProgress((0.5 * grids.length) / used.length, "looking at normal photos");
  }
  const look = learnNormalLook(grids);
  const distances = openDistances(look, products);
  const scores: number[] = [];
  for (const [photo, grid] of grids.entries()) {
    onProgress(0.5 + (0.5 * photo) / grids.length, "comparing them with each other");
    scores.push(strangest(await distances.of(grid, photo)).score);
  }
  const { file: name, sha256 } = MODEL_ASSETS.backbone;
  const header = { backbone: { name, sha256 }, longSide: LONG_SIDE, trainingSet: trainingSet.sort() };
  return writeNormalModel({ header, look, scores: fitNormalScores(scores) });
}

async function describeFile(file: string, backbone: Backbone): Promise<{ grid: CellGrid; sha256: string }> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw new PartproofError("invalid-input", `${file} cannot be read.`, { cause });
  });
  const photo = await decodePhoto(content).catch((error: unknown) => {
    if (!(error instanceof UnusablePhotoError)) throw error;
    throw new PartproofError("invalid-input", `${file}: ${error.message}`, { cause: error });
  });
  const grid = await describeCells(await toWorkingPhoto(photo, LONG_SIDE), backbone);
  return { grid, sha256: createHash("sha256").update(content).digest("hex") };
}
