import { PartproofError } from "../domain/errors.ts";
import { UNCALIBRATED } from "./calibration.ts";
import { crossValidate } from "./cross-validate.ts";
import type { Evaluation } from "./evaluate.ts";
import { teachGolden } from "./golden/teach-golden.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import { MODEL_ASSETS } from "./model-assets.ts";
import { MODEL_FORMAT } from "./model-container.ts";
import { writeModelFile } from "./model-file.ts";
import { createRandom } from "./random.ts";
import { readExample } from "./read-example.ts";
import { type TeachPhoto, type TeachTools, teachFind } from "./teach-find.ts";
import { planTeaching } from "./teach-plan.ts";

export type TeachOptions = {
  /**
   * `find` sees parts anywhere and in any number; `golden` is for a widget with a fixed layout: it aligns the photo
   * to a taught one and judges each place. Default `find`.
   */
  look?: "find" | "golden";
  /** The same photos and seed give the same model file. Default 1. */
  seed?: number;
  /** `find` only: whether parts may lie at any angle or mirrored, or always stand as in the photos. Default true. */
  anyAngle?: boolean;
  /** `find` only: `quick` takes a third of the time and is less sure; for a demonstration or a first look. */
  effort?: "quick" | "normal";
};
/** @param fraction 0 to 1, never falling @param stage what is being done, for a person to read */
export type TeachProgress = (fraction: number, stage: string) => void;

const MAX_PHOTOS = 200;

/**
 * Learns the marked parts from photos.
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
  const { look = "find", seed = 1, anyAngle = true, effort = "normal" } = options;
  if (look === "golden") return teachGolden(examples, labels, seed, tools.backbone, onProgress);
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

/** Geometric mean, so that one very large example does not set the unit. */
function typicalSize(photos: readonly TeachPhoto[], label: number): number {
  const logs = photos.flatMap(({ parts }) =>
    parts.filter((part) => part.label === label).map(({ width, height }) => Math.log(width * height) / 2),
  );
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}
