import { readFile } from "node:fs/promises";
import { decodePhoto } from "../../imaging/decode-photo.ts";
import { evaluate } from "../../recognition/evaluate.ts";
import type { LabelledPhoto } from "../../recognition/labelled-photo.ts";
import type { JudgedPhoto } from "../../recognition/match-detections.ts";
import type { ModelSource, RecognitionPool } from "../../recognition/recognition-pool.ts";

/**
 * How well a model finds the parts of photos it was not taught on, 0 to 1: the harmonic mean of precision and recall
 * of each label, averaged over labels, as the service's F1 score.
 * @param thresholds from which confidence on a label counts
 */
export async function f1ScoreOf(
  pool: Pick<RecognitionPool, "detectParts">,
  model: ModelSource,
  photos: readonly LabelledPhoto[],
  thresholds: (label: string) => number,
): Promise<number> {
  const judged: JudgedPhoto[] = [];
  for (const { file, boxes } of photos) {
    const { detections } = await pool.detectParts(await decodePhoto(await readFile(file)), model);
    const counted = detections.filter(({ label, confidence }) => confidence >= thresholds(label));
    judged.push({ truth: boxes, detections: counted });
  }
  const scores = evaluate(judged, 0).perPart.map(({ precision, recall }) =>
    precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  );
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
