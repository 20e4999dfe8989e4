import { type Alignment, alignPhoto, type Keypoints } from "./align-photo.ts";
import { compose, type Homography } from "./homography.ts";
import type { OpenCv } from "./open-cv.ts";

/** A taught photo that others may be aligned to, and how it shows the golden photo. */
export type Reference = { keypoints: Keypoints; toReference: Homography };

/** References kept in a model beside the golden photo: each failed look tries them all. */
export const MOST_REFERENCES = 5;
/** From here on pairs leave no doubt, and no further reference is asked. */
const PLENTY = 30;

/**
 * The map from the golden photo, first directly, then by way of photos taught in other light or from a little beside.
 * @param references the golden photo first
 */
export function alignByReferences(
  cv: OpenCv,
  references: readonly Reference[],
  seen: Keypoints,
): Alignment | undefined {
  let best: Alignment | undefined;
  for (const { keypoints, toReference } of references) {
    const alignment = alignPhoto(cv, keypoints, seen);
    if (!alignment || (best && alignment.agreed <= best.agreed)) continue;
    best = { ...alignment, toPhoto: compose(alignment.toPhoto, toReference) };
    if (best.agreed >= PLENTY) break;
  }
  return best;
}
