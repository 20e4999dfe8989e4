import { createWriteStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PartproofError } from "../domain/errors.ts";
import { cocoTruth, imagePath } from "./coco-truth.ts";
import { drawPhoto, type SimulatedPhoto } from "./draw-photo.ts";
import type { PhotoOptions } from "./photo-options.ts";
import type { WidgetDesign } from "./widget.ts";

export type DatasetRequest = {
  design: WidgetDesign;
  seed: number;
  /** How many photos, from `first` (default 0) on. */
  count: number;
  first?: number;
  /** Made if it does not exist. */
  directory: string;
  options?: PhotoOptions;
  onProgress?: (progress: { done: number; count: number }) => void;
};

export type DatasetSummary = { photos: number; incomplete: number; cocoFile: string; truthFile: string };

/** The photos of a pretend line one after another; nothing is held but the photo at hand. */
export async function* drawPhotos({
  design,
  seed,
  count,
  first = 0,
  options = {},
}: Pick<DatasetRequest, "design" | "seed" | "count" | "first" | "options">): AsyncGenerator<SimulatedPhoto> {
  checkCount(count);
  for (let index = first; index < first + count; index++) yield drawPhoto(design, seed, index, options);
}

/**
 * Write `images/<serial>.jpg`, `truth.jsonl` (one {@link PhotoTruth} a line, with `fileName`) and `coco.json`. The
 * COCO file comes last and under its name only when it is whole: where it stands, the dataset is complete.
 * @throws PartproofError `invalid-input`
 */
export async function writeDataset(request: DatasetRequest): Promise<DatasetSummary> {
  const { design, seed, count, first = 0, directory, options = {}, onProgress } = request;
  checkCount(count);
  await mkdir(join(directory, "images"), { recursive: true });
  const cocoFile = join(directory, "coco.json");
  const truthFile = join(directory, "truth.jsonl");
  let incomplete = 0;

  async function* truthLines() {
    let done = 0;
    for await (const { jpeg, truth } of drawPhotos(request)) {
      await writeFile(join(directory, imagePath(truth)), jpeg);
      if (!truth.complete) incomplete++;
      done++;
      onProgress?.({ done, count });
      yield `${JSON.stringify({ fileName: imagePath(truth), ...truth })}\n`;
    }
  }

  await pipeline(Readable.from(truthLines()), createWriteStream(truthFile));
  const coco = Readable.from(cocoTruth(design, { seed, first, count, options }));
  await pipeline(coco, createWriteStream(`${cocoFile}.partial`));
  await rename(`${cocoFile}.partial`, cocoFile);
  return { photos: count, incomplete, cocoFile, truthFile };
}

function checkCount(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= 1_000_000) return;
  throw new PartproofError(
    "invalid-input",
    `The number of photos must be a whole number from 1 to 1000000, but it is ${count}.`,
  );
}
