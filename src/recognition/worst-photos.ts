import { outcomeOf, type PhotoOutcome } from "./confusion.ts";
import type { JudgedPhoto } from "./match-detections.ts";

/**
 * The photos with most faults (parts missed, confused or invented), worst first, at most `most`; photos without
 * a fault are never among them.
 * @param photos with only the detections that count
 * @returns `index` into `photos`; `faulty` counts all photos with a fault
 */
export function worstPhotos(
  photos: readonly JudgedPhoto[],
  most: number,
): { worst: { index: number; outcome: PhotoOutcome }[]; faulty: number } {
  const faulty = photos
    .map((photo, index) => ({ index, outcome: outcomeOf(photo) }))
    .filter(({ outcome }) => faultsOf(outcome) > 0)
    .sort((a, b) => faultsOf(b.outcome) - faultsOf(a.outcome) || a.index - b.index);
  return { worst: faulty.slice(0, most), faulty: faulty.length };
}

function faultsOf({ missed, confused, invented }: PhotoOutcome): number {
  return missed.length + confused.length + invented.length;
}
