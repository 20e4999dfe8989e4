import type { Lesson, LessonPhoto } from "../../domain/lesson.ts";
import { MOST_LESSON_PHOTOS } from "../../domain/lesson.ts";
import { noLesson, noLessonPhoto } from "../../domain/no-lesson.ts";
import type { LessonStore } from "../../ports/lesson-store.ts";
import { lessonFull, markedAnew } from "../lesson-faults.ts";

export function createMemoryLessonStore(): LessonStore {
  const lessons = new Map<string, { lesson: Lesson; photos: Map<string, LessonPhoto> }>();
  const unused = new Set<string>();

  function mustFind(id: string) {
    const found = lessons.get(id);
    if (!found) throw noLesson(id);
    return found;
  }

  function discard(photos: Iterable<LessonPhoto>): void {
    const used = new Set([...lessons.values()].flatMap((one) => [...one.photos.values()].map(imageKeyOf)));
    for (const { imageKey } of photos) if (!used.has(imageKey)) unused.add(imageKey);
  }

  return {
    async create(lesson) {
      lessons.set(lesson.id, { lesson: structuredClone(lesson), photos: new Map() });
    },
    async get(id) {
      return structuredClone(lessons.get(id)?.lesson);
    },
    async list() {
      return structuredClone([...lessons.values()].map(({ lesson }) => lesson)).sort((a, b) =>
        a.id < b.id ? 1 : -1,
      );
    },
    async remove(id) {
      const { photos } = mustFind(id);
      lessons.delete(id);
      discard(photos.values());
    },
    async addPhoto(lessonId, photo) {
      const { photos } = mustFind(lessonId);
      const known = photos.get(photo.sha256);
      if (known) return { photo: structuredClone(known), added: false };
      if (photos.size >= MOST_LESSON_PHOTOS) throw lessonFull();
      const added = { ...structuredClone(photo), version: 0, boxes: [] };
      photos.set(photo.sha256, added);
      unused.delete(photo.imageKey);
      return { photo: structuredClone(added), added: true };
    },
    async photos(lessonId) {
      return structuredClone([...(lessons.get(lessonId)?.photos.values() ?? [])]);
    },
    async photo(lessonId, sha256) {
      return structuredClone(lessons.get(lessonId)?.photos.get(sha256));
    },
    async mark(lessonId, sha256, change) {
      const { photos } = mustFind(lessonId);
      const photo = photos.get(sha256);
      if (!photo) throw noLessonPhoto(lessonId, sha256);
      const marked = structuredClone(markedAnew(photo, change));
      photos.set(sha256, marked);
      return structuredClone(marked);
    },
    async removePhoto(lessonId, sha256) {
      const { photos } = mustFind(lessonId);
      const photo = photos.get(sha256);
      if (!photo) throw noLessonPhoto(lessonId, sha256);
      photos.delete(sha256);
      discard([photo]);
    },
    async unusedImages() {
      return [...unused];
    },
    async forgetImage(imageKey) {
      unused.delete(imageKey);
    },
  };
}

function imageKeyOf({ imageKey }: LessonPhoto): string {
  return imageKey;
}
