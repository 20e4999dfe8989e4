import type { Turns } from "./augmentation.ts";
import { UNCALIBRATED } from "./calibration.ts";
import { crossValidate } from "./cross-validate.ts";
import type { Evaluation } from "./evaluate.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { Lesson, TeachProgress } from "./lesson.ts";
import { MODEL_ASSETS } from "./model-assets.ts";
import { MODEL_FORMAT } from "./model-container.ts";
import { writeModelFile } from "./model-file.ts";
import { createRandom } from "./random.ts";
import { readExample } from "./read-example.ts";
import { type TeachPhoto, type TeachTools, teachFind } from "./teach-find.ts";
import { planTeaching } from "./teach-plan.ts";
import { turnsShown } from "./turns-shown.ts";
import type { TypicalCount } from "./typical-counts.ts";

export type FindOptions = { seed: number; turns?: Turns | undefined; effort: "quick" | "normal" };

/** Learns parts that may lie anywhere, in any number, and tries that on photos left out in turn. */
export async function teachFindModel(
  examples: readonly LabelledPhoto[],
  parts: readonly TypicalCount[],
  { seed, turns, effort }: FindOptions,
  tools: TeachTools,
  onProgress: TeachProgress,
): Promise<Lesson> {
  const labels = parts.map(({ label }) => label);
  const plan = planTeaching(examples, turns ?? turnsShown(examples), effort);
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
    trainingSet,
    parts,
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
  const file = writeModelFile({
    header: {
      format: MODEL_FORMAT,
      mode: "find",
      backbone: { name: MODEL_ASSETS.backbone.file, sha256: MODEL_ASSETS.backbone.sha256 },
      labels,
      longSide: plan.longSide,
      typicalSizes,
      calibration: checked?.calibration ?? UNCALIBRATED,
      trainingSet: [...trainingSet].sort(),
      card: {
        photos: examples.length,
        parts: labels.map((label, index) => ({ label, examples: counts[index] ?? 0 })),
        seed,
        turns: plan.limits.turns,
        ...(checked ? { expected: expectedOf(checked.expected) } : {}),
      },
    },
    heads: taught.heads,
    scale: taught.scale,
  });
  return { file, ...(checked ? { evidence: checked.evidence } : {}) };
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
