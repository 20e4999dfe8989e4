import type { Detection } from "../../domain/detection.ts";
import type { DecodedPhoto } from "../../domain/photo.ts";
import type { Recognition, Recognizer } from "../../ports/recognizer.ts";

/** What to see in a photo: detections, or a whole recognition. Throw to play a recognizer that fails. */
export type RecognizerScript = (photo: DecodedPhoto, model: string) => Detection[] | Recognition;

/** @param script default: sees nothing */
export function createMemoryRecognizer(script: RecognizerScript = () => []): Recognizer {
  return {
    async recognize(photo, model) {
      const seen = script(photo, model);
      if (!Array.isArray(seen)) return seen;
      return {
        detections: seen,
        recognizer: { kind: "embedded", model, version: "scripted" },
        reservations: [],
      };
    },
  };
}
