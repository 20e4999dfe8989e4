import type { LessonPhoto } from "../domain/lesson.ts";
import { noLesson } from "../domain/no-lesson.ts";
import { decodePhoto } from "../imaging/decode-photo.ts";
import { extensionFor } from "../imaging/extension-for.ts";
import type { TeachingDesk } from "./teaching-desk.ts";

/**
 * Keep a photo for a lesson. It is decoded once here: a file that is cut off is better refused now than when the
 * lesson is taught.
 * @throws UnusablePhotoError; PartproofError `not-found`, `conflict` when the lesson is full, `storage-full`
 */
export async function addLessonPhoto(
  desk: Pick<TeachingDesk, "lessons" | "photos" | "settings">,
  lessonId: string,
  { content, fileName, by }: { content: Uint8Array; fileName: string; by: string },
): Promise<{ photo: LessonPhoto; added: boolean }> {
  if (!(await desk.lessons.get(lessonId))) throw noLesson(lessonId);
  const { width, height } = await decodePhoto(content, desk.settings.photoLimits);
  const { key: imageKey, sha256, bytes } = await desk.photos.put(content, extensionFor(content));
  return desk.lessons.addPhoto(lessonId, { sha256, imageKey, fileName, width, height, bytes, changedBy: by });
}

/** Delete the files of photos that are in no lesson any more; those handed in within the hour stay until next time. */
export async function removeUnusedPhotos({
  lessons,
  photos,
  now,
}: Pick<TeachingDesk, "lessons" | "photos" | "now">): Promise<void> {
  for (const key of await lessons.unusedImages()) {
    if (await photos.remove(key, now())) await lessons.forgetImage(key);
  }
}
