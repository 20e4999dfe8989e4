import type { Detection } from "../domain/detection.ts";
import type { LessonPhoto, TeachingRequest } from "../domain/lesson.ts";
import type { DecodedPhoto } from "../domain/photo.ts";

/** Teaches models, and looks with any version of one. */
export interface Teacher {
  /**
   * Learns a model from photos of the store of lesson photos, in their order.
   * @returns a model file
   * @throws PartproofError `invalid-input` where there is nothing to learn; an AbortError when `signal` says so
   */
  teach(
    photos: readonly LessonPhoto[],
    request: TeachingRequest,
    options: { signal: AbortSignal; onProgress: (fraction: number, stage: string) => void },
  ): Promise<Uint8Array>;
  /**
   * Everything that a version of a model sees, best first, also weak detections.
   * @throws PartproofError `not-found`, `damaged`
   */
  look(photo: DecodedPhoto, model: { name: string; version: string }): Promise<Detection[]>;
}
