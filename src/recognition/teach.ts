import { PartproofError } from "../domain/errors.ts";
import type { Turns } from "./augmentation.ts";
import { chooseLook } from "./choose-look.ts";
import type { GoldenTools } from "./golden/golden-tools.ts";
import { teachGoldenLesson } from "./golden-lesson.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { Lesson, TeachProgress } from "./lesson.ts";
import { type LessonCard, withLessonCard } from "./lesson-card.ts";
import { DEFAULT_ESCAPE_TARGET, proposeThresholds } from "./propose-thresholds.ts";
import type { TeachTools } from "./teach-find.ts";
import { teachFindModel } from "./teach-find-model.ts";
import { typicalCounts } from "./typical-counts.ts";

export type TeachOptions = {
  /**
   * `find` sees parts anywhere and in any number; `golden` is for a widget with a fixed layout: it aligns the photo
   * to a taught one and judges each place; `auto` teaches both, unless a rule decides, and keeps the one that does
   * better on photos left out. Default `find`.
   */
  look?: "find" | "golden" | "auto";
  /** The same photos and seed give the same model file. Default 1. */
  seed?: number;
  /** `find` only: how parts may lie; default: as the boxes of the photos show, see {@link turnsShown}. */
  turns?: Turns;
  /** `find` only: `quick` takes a third of the time and is less sure; for a demonstration or a first look. */
  effort?: "quick" | "normal";
  /** The share of missing parts that may be called present, 0 to 1: the proposed thresholds keep to it. Default 0.001. */
  escapeTarget?: number;
};

const MAX_PHOTOS = 200;

/**
 * Learns the marked parts from photos.
 * @returns the bytes of a model file, with thresholds proposed on its card
 * @throws PartproofError `invalid-input` when there is nothing to learn or a photo does not fit its labels
 */
export async function teach(
  examples: readonly LabelledPhoto[],
  options: TeachOptions,
  tools: TeachTools & GoldenTools,
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
  const { look = "find", seed = 1, turns, effort = "normal" } = options;
  const { escapeTarget = DEFAULT_ESCAPE_TARGET } = options;
  const typical = typicalCounts(examples, labels);
  const lessons = {
    find: (report: TeachProgress) =>
      teachFindModel(examples, typical, { seed, turns, effort }, tools, report),
    golden: (photos: readonly LabelledPhoto[], report: TeachProgress) =>
      teachGoldenLesson(photos, labels, seed, tools, report),
  };
  const asked = { by: "teacher", reason: `${look}: as asked` } as const;
  const ways = {
    find: async () => ({ ...(await lessons.find(onProgress)), choice: asked }),
    golden: async () => ({ ...(await lessons.golden(examples, onProgress)), choice: asked }),
    auto: () => chooseLook(examples, lessons, escapeTarget, onProgress),
  };
  const { file, choice, evidence }: Lesson & Pick<LessonCard, "choice"> = await ways[look]();
  onProgress(1, "done");
  const proven = evidence ? { evidence, proposal: proposeThresholds(evidence, escapeTarget) } : {};
  return withLessonCard(file, { choice, typical, ...proven });
}
