import type { Detection } from "../../domain/detection.ts";
import type { RekognitionImage, ServiceBox } from "./rekognition-image.ts";

/** What the service says of one object. Confidence is in percent. */
export type Sighting = {
  Name?: string | undefined;
  Confidence?: number | undefined;
  BoundingBox?: ServiceBox | undefined;
};

/** Longer names than a record takes do not exist in the service; none at all is nothing to judge. */
const MAX_LABEL = 200;

/**
 * One sighting in our words: seen without a place where it has no box, and nothing where its box lies wholly in what
 * was only added around the photo.
 */
export function toDetection(sighting: Sighting, image: RekognitionImage): Detection[] {
  const { Name = "", Confidence = 0, BoundingBox } = sighting;
  if (Name === "") return [];
  const seen = { label: Name.slice(0, MAX_LABEL), confidence: fromPercent(Confidence) };
  if (!BoundingBox) return [seen];
  const box = image.toPhoto(BoundingBox);
  return box ? [{ ...seen, box }] : [];
}

/** Percent as 0 to 1. The service works in 32-bit floats, which can come out a hair above 100. */
export function fromPercent(percent: number): number {
  return Math.min(1, Math.max(0, percent / 100));
}
