import type { Detection } from "../domain/detection.ts";
import { type Backbone, floatsOf, outputOf } from "./backbone.ts";
import { COCO_LABELS } from "./coco-labels.ts";
import { openModelAsset } from "./model-assets.ts";
import { type Candidate, suppressOverlaps } from "./suppress-overlaps.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/** The detector was trained on photos squeezed to this side. */
export const GENERAL_SIDE = 300;
const CLASSES = 91;
/** Weak detections are kept, the recipe decides what counts; below this they are noise. */
const FLOOR = 0.1;
const SAME_OBJECT_OVERLAP = 0.5;
const MAX_DETECTIONS = 100;

/** Finds everyday objects: the 80 classes of COCO, by SSDLite (Sandler et al., arXiv:1801.04381). */
export type GeneralDetector = { detect(photo: WorkingPhoto): Promise<Detection[]> };

/** @param backbone shared with the taught models: the detector only adds its own heads */
export async function openGeneralDetector(backbone: Backbone, threads: number): Promise<GeneralDetector> {
  const heads = await openModelAsset("generalHeads", threads);
  return {
    async detect(photo) {
      const { stride16, stride32 } = await backbone.look(photo);
      const outputs = await heads.run({ stride16, stride32 });
      const candidates = readScores(
        floatsOf(outputOf(outputs, "scores")),
        floatsOf(outputOf(outputs, "boxes")),
      );
      return suppressOverlaps(candidates, SAME_OBJECT_OVERLAP)
        .slice(0, MAX_DETECTIONS)
        .map(({ label, score, box }) => ({
          label: COCO_LABELS.get(label) ?? "object",
          confidence: score,
          box,
        }));
    },
  };
}

/** @param scores [anchors, 91] @param boxes [anchors, 4]: top, left, bottom, right in fractions */
function readScores(scores: Float32Array, boxes: Float32Array): Candidate[] {
  const candidates: Candidate[] = [];
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0;
    const label = at % CLASSES;
    if (score < FLOOR || !COCO_LABELS.has(label)) continue;
    const anchor = Math.floor(at / CLASSES) * 4;
    const edge = (side: number) => Math.min(1, Math.max(0, boxes[anchor + side] ?? 0));
    const [top, left] = [edge(0), edge(1)];
    const box = { left, top, width: edge(3) - left, height: edge(2) - top };
    if (box.width > 0 && box.height > 0) candidates.push({ label, score, box });
  }
  return candidates;
}
