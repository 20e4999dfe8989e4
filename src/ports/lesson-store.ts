import type { Lesson, LessonPhoto, MarkedPart } from "../domain/lesson.ts";

/** What a photo is before anybody marked a part on it. */
export type NewLessonPhoto = Omit<LessonPhoto, "version" | "boxes">;

/** Lessons and what is marked on their photos. The photos themselves lie in an image store of their own. */
export interface LessonStore {
  create(lesson: Lesson): Promise<void>;
  get(id: string): Promise<Lesson | undefined>;
  /** By age, the newest first. */
  list(): Promise<Lesson[]>;
  /** With its photos. @throws PartproofError `not-found` */
  remove(id: string): Promise<void>;

  /**
   * Adds a photo at the end; one that is there stays as it is, boxes and all.
   * @throws PartproofError `not-found` for the lesson, `conflict` when it is full
   */
  addPhoto(lessonId: string, photo: NewLessonPhoto): Promise<{ photo: LessonPhoto; added: boolean }>;
  /** In the order in which they were added. */
  photos(lessonId: string): Promise<LessonPhoto[]>;
  photo(lessonId: string, sha256: string): Promise<LessonPhoto | undefined>;
  /**
   * Replaces the boxes of a photo if nobody else has since `version`; so two people do not overwrite each other. Asking
   * for what is already there, one version on, is the same request again, and answered as the first.
   * @throws PartproofError `not-found`; `conflict`, naming who changed them
   */
  mark(
    lessonId: string,
    sha256: string,
    change: { version: number; boxes: readonly MarkedPart[]; changedBy: string },
  ): Promise<LessonPhoto>;
  /** @throws PartproofError `not-found` */
  removePhoto(lessonId: string, sha256: string): Promise<void>;

  /** Keys of photos that were removed and are in no lesson any more: their files may go. */
  unusedImages(): Promise<string[]>;
  /** The file of an unused photo is gone. */
  forgetImage(imageKey: string): Promise<void>;
}
