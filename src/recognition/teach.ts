import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { PartproofError } from "../domain/errors.ts";
import { UNCALIBRATED } from "./calibration.ts";
import { crossValidate } from "./cross-validate.ts";
import type { Evaluation } from "./evaluate.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import { MODEL_ASSETS } from "./model-assets.ts";
import { MODEL_FORMAT, writeModelFile } from "./model-file.ts";
import { createRandom } from "./random.ts";
import { type TeachPhoto, type TeachTools, teachFind } from "./teach-find.ts";
import { planTeaching } from "./teach-plan.ts";
import { toWorkingPhoto } from "./working-photo.ts";

export type TeachOptions = {
  /** The same photos and seed give the same model file. Default 1. */
  seed?: number;
  /** Whether parts may lie at any angle or mirrored, or always stand as in the photos. Default true. */
  anyAngle?: boolean;
  /** `quick` takes a third of the time and is less sure; for a demonstration or a first look. */
  effort?: "quick" | "normal";
};
/** @param fraction 0 to 1, never falling @param stage what is being done, for a person to read */
export type TeachProgress = (fraction: number, stage: string) => void;

const MAX_PHOTOS = 200;

/**
 * Learns to find the marked parts.
 * @returns the bytes of a model file
 * @throws PartproofError `invalid-input` when there is nothing to learn or a photo does not fit its labels
 */
export async function teach(
  examples: readonly LabelledPhoto[],
  options: TeachOptions,
  tools: TeachTools,
  onProgress: TeachProgress,
): Promise<Uint8Array> {
  const labels = [...new Set(examples.flatMap(({ boxes }) => boxes.map(({ label }) => label)))].sort();
  if (labels.length === 0) {
    throw new PartproofError("invalid-input", "No photo has a box. Mark at least one part in one photo.");
  }
  if (examples.length > MAX_PHOTOS) {
    const message = `Expected at most ${MAX_PHOTOS} photos, got ${examples.length}. Use a limit.`;
    throw new PartproofError("invalid-input", message);
  }
  const { seed = 1, anyAngle = true, effort = "normal" } = options;
  const plan = planTeaching(examples, anyAngle, effort);
  const photos: TeachPhoto[] = [];
  const trainingSet: string[] = [];
  for (const [index, example] of examples.entries()) {
    const { photo, sha256 } = await readExample(example, labels, plan.longSide);
    photos.push(photo);
    trainingSet.push(sha256);
    onProgress((0.05 * (index + 1)) / examples.length, "reading photos");
  }
  const typicalSizes = labels.map((_, label) => typicalSize(photos, label));
  const random = createRandom(seed);
  const taught = await teachFind(photos, typicalSizes, plan, tools, random, (fraction, stage) =>
    onProgress(0.05 + 0.7 * fraction, stage),
  );
  const checked = await crossValidate(
    photos,
    labels,
    typicalSizes,
    taught,
    plan.checkSteps,
    tools,
    random,
    (fraction, stage) => onProgress(0.75 + 0.25 * fraction, stage),
  );
  const counts = labels.map((label) =>
    examples.reduce((sum, { boxes }) => sum + boxes.filter((box) => box.label === label).length, 0),
  );
  onProgress(1, "done");
  return writeModelFile({
    header: {
      format: MODEL_FORMAT,
      mode: "find",
      backbone: { name: MODEL_ASSETS.backbone.file, sha256: MODEL_ASSETS.backbone.sha256 },
      labels,
      longSide: plan.longSide,
      typicalSizes,
      calibration: checked?.calibration ?? UNCALIBRATED,
      trainingSet: trainingSet.sort(),
      card: {
        photos: examples.length,
        parts: labels.map((label, index) => ({ label, examples: counts[index] ?? 0 })),
        seed,
        anyAngle,
        ...(checked ? { expected: expectedOf(checked.expected) } : {}),
      },
    },
    heads: taught.heads,
    scale: taught.scale,
  });
}

function expectedOf({ mAP50, mAP50_95, countExact, perPart }: Evaluation) {
  const parts = perPart.map(({ label, count, precision, recall }) => ({ label, count, precision, recall }));
  return { mAP50, mAP50_95, countExact, parts };
}

async function readExample(example: LabelledPhoto, labels: readonly string[], longSide: number) {
  const content = await readFile(example.file).catch((cause: unknown) => {
    throw new PartproofError("invalid-input", `${example.file} cannot be read.`, { cause });
  });
  const { data, info } = await sharp(content)
    .autoOrient()
    .toColorspace("srgb")
    .flatten({ background: "#ffffff" })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new PartproofError("invalid-input", `${example.file} is not a photo that can be read.`, {
        cause,
      });
    });
  const { width, height } = info;
  if (Math.abs(width / height - example.width / example.height) > 0.02 * (width / height)) {
    throw new PartproofError(
      "invalid-input",
      `${example.file} is ${width} × ${height} pixels upright, its labels are for ` +
        `${example.width} × ${example.height}. Mark the boxes on the upright photo.`,
    );
  }
  const photo = await toWorkingPhoto({ width, height, pixels: data, format: "jpeg" }, longSide);
  const parts = example.boxes.map(({ label, box }) => ({
    label: labels.indexOf(label),
    x: (box.left + box.width / 2) * photo.contentWidth,
    y: (box.top + box.height / 2) * photo.contentHeight,
    width: box.width * photo.contentWidth,
    height: box.height * photo.contentHeight,
  }));
  return { photo: { photo, parts }, sha256: createHash("sha256").update(content).digest("hex") };
}

/** Geometric mean, so that one very large example does not set the unit. */
function typicalSize(photos: readonly TeachPhoto[], label: number): number {
  const logs = photos.flatMap(({ parts }) =>
    parts.filter((part) => part.label === label).map(({ width, height }) => Math.log(width * height) / 2),
  );
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}
