import type { LabelledPhoto } from "../labelled-photo.ts";
import { readExample } from "../read-example.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { aimAt, alignPhoto, type Reference, realign, seePhoto, type Target } from "./align-photo.ts";
import { consensusOf } from "./consensus.ts";
import type { Gray } from "./gray.ts";
import { type Homography, IDENTITY, invert } from "./homography.ts";
import { openCv } from "./open-cv.ts";
import { type MarkedArea, toGolden } from "./places.ts";
import type { SharedBits } from "./shared-bits.ts";

/** A photo of the lesson, how it shows the golden photo, and its marks as the golden photo would have them. */
export type AlignedPhoto = {
  photo: WorkingPhoto;
  toPhoto: Homography;
  marks: MarkedArea[];
  marked: boolean;
  sha256: string;
};

/** References kept in a model beside the golden photo: a look that finds no agreement tries them all. */
const MOST_REFERENCES = 5;

export type AlignedLesson = {
  /** The golden photo first. */
  aligned: AlignedPhoto[];
  trainingSet: string[];
  /** Photos that others may be aligned to, the golden photo first. */
  references: Reference[];
  /** What all aligned photos have in common. */
  consensus: Gray;
};

/**
 * Reads the photos of a lesson and aligns them to the first, the golden photo; then once more to what all have in common.
 * Photos that cannot be aligned are left out.
 * @throws PartproofError `invalid-input` when a photo does not fit its labels
 */
export async function alignLesson(
  examples: readonly LabelledPhoto[],
  labels: readonly string[],
  longSide: number,
  sharedBits: SharedBits,
  onProgress: (share: number) => void,
): Promise<AlignedLesson> {
  const { cv } = await openCv();
  const trainingSet: string[] = [];
  const references: Reference[] = [];
  const seen: (AlignedPhoto & { dense: Gray })[] = [];
  let target: Target | undefined;
  for (const [at, example] of examples.entries()) {
    const { photo: read, sha256 } = await readExample(example, labels, longSide);
    const { photo } = read;
    trainingSet.push(sha256);
    onProgress((at + 1) / examples.length);
    // Boxes count from the edge of the first pixel, samples from its middle.
    const marks = read.parts.map((part) => ({ ...part, x: part.x - 0.5, y: part.y - 0.5 }));
    const { keypoints, dense } = seePhoto(cv, photo);
    const toPhoto = target
      ? (await alignPhoto({ cv, sharedBits }, target, { keypoints, dense }))?.toPhoto
      : IDENTITY;
    if (!toPhoto) continue;
    target ??= aimAt(dense, marks, references);
    if (references.length <= MOST_REFERENCES) references.push({ keypoints, toReference: toPhoto });
    seen.push({ photo, toPhoto, marks, marked: marks.length > 0, sha256, dense });
  }
  const consensus = consensusOf(seen);
  const marks = seen[0]?.marks ?? [];
  const common = aimAt(consensus, marks, []);
  const aligned = seen.flatMap(({ dense, ...one }, at) => {
    const toPhoto = at === 0 ? IDENTITY : realign(common, one.toPhoto, dense);
    const fromPhoto = invert(toPhoto);
    return fromPhoto ? [{ ...one, toPhoto, marks: one.marks.map((mark) => toGolden(mark, fromPhoto)) }] : [];
  });
  return { aligned, trainingSet, references, consensus };
}
