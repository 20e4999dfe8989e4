import type { Detection } from "../domain/detection.ts";
import type { HeatMap } from "../domain/heat-map.ts";
import type { RecognizerRef } from "../domain/inspection.ts";
import type { DecodedPhoto } from "../domain/photo.ts";

/** The name of the model that knows everyday objects and needs no teaching. */
export const GENERAL_MODEL = "general";

/** Looks at a photo and says what it sees. */
export interface Recognizer {
  /**
   * @param model what the recipe names: a taught model, or {@link GENERAL_MODEL}
   * @throws PartproofError `not-found` (no such model) or `unavailable` (worth a retry)
   * @throws UnusablePhotoError when this photo can never be looked at
   */
  recognize(photo: DecodedPhoto, model: string): Promise<Recognition>;
}

export type Recognition = {
  /** Every detection worth judging, also weak ones: the recipe decides what counts. */
  detections: Detection[];
  recognizer: RecognizerRef;
  /** Why the recognizer does not vouch for this look; any reservation makes the verdict `review` at best. */
  reservations: string[];
  /** Where the recognizer looks for what is unusual: how unusual each place is. */
  heatMap?: HeatMap;
};
