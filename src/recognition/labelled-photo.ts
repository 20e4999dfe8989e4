import type { Box } from "../domain/detection.ts";

/** A photo on disk and the parts a person marked on it, boxes in fractions of the upright photo. */
export type LabelledPhoto = {
  file: string;
  width: number;
  height: number;
  boxes: { label: string; box: Box }[];
};
