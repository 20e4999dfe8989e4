import { isDeepStrictEqual } from "node:util";
import { PartproofError } from "../domain/errors.ts";
import { type LessonPhoto, type MarkedPart, MOST_LESSON_PHOTOS } from "../domain/lesson.ts";
import { MOST_WAITING } from "../ports/teaching-store.ts";

export function lessonFull(): PartproofError {
  const message = `A lesson has at most ${MOST_LESSON_PHOTOS} photos. Remove some, or begin another lesson.`;
  return new PartproofError("conflict", message);
}

export function alreadyTeaching(): PartproofError {
  const message = "This lesson is being taught, or waits for it. Wait until it is over, or cancel it.";
  return new PartproofError("conflict", message);
}

export function tooManyWait(): PartproofError {
  const message = `${MOST_WAITING} lessons wait to be taught, and no more may. Try again later, or cancel some.`;
  return new PartproofError("conflict", message);
}

/** What a photo is after its boxes were replaced. @throws PartproofError `conflict` */
export function markedAnew(
  photo: LessonPhoto,
  change: { version: number; boxes: readonly MarkedPart[]; changedBy: string },
): LessonPhoto {
  const { version, boxes, changedBy } = change;
  if (photo.version === version) return { ...photo, version: version + 1, boxes: [...boxes], changedBy };
  // An answer that was lost on its way: who asks again must not be told of a conflict with itself.
  if (photo.version === version + 1 && isDeepStrictEqual(photo.boxes, boxes)) return photo;
  const message =
    `Expected version ${photo.version} of the boxes on ${photo.fileName}, received ${version}: ` +
    `${photo.changedBy} has changed them since. Load them again; yours were not saved.`;
  throw new PartproofError("conflict", message);
}
