import { type Lesson, type LessonPhoto, MOST_LESSON_PHOTOS } from "../../domain/lesson.ts";
import { noLesson, noLessonPhoto } from "../../domain/no-lesson.ts";
import type { LessonStore } from "../../ports/lesson-store.ts";
import { lessonFull, markedAnew } from "../lesson-faults.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

type PhotoRow = { photo: string };

const LESSON = "SELECT id, name, created_at AS createdAt, created_by AS createdBy FROM lessons";
const PHOTO = "SELECT photo FROM lesson_photos WHERE lesson = ? AND sha256 = ?";
/** Removed photos, unless another lesson has them too. */
const DISCARD = `
  INSERT OR IGNORE INTO unused_lesson_images (image_key)
  SELECT ? WHERE NOT EXISTS (SELECT 1 FROM lesson_photos WHERE image_key = ?)`;

export function createSqliteLessonStore(db: SqliteDatabase): LessonStore {
  const find = (lessonId: string, sha256: string) => {
    const row = db.get<PhotoRow>(PHOTO, lessonId, sha256);
    return row && read(row);
  };

  function mustFind(lessonId: string, sha256: string): LessonPhoto {
    mustHave(lessonId);
    const photo = find(lessonId, sha256);
    if (!photo) throw noLessonPhoto(lessonId, sha256);
    return photo;
  }

  function mustHave(id: string): void {
    if (!db.get("SELECT 1 FROM lessons WHERE id = ?", id)) throw noLesson(id);
  }

  const photosOf = (lessonId: string) =>
    db.all<PhotoRow>("SELECT photo FROM lesson_photos WHERE lesson = ? ORDER BY position", lessonId);

  return {
    async create({ id, name, createdAt, createdBy }) {
      const values = [id, name, createdAt, createdBy];
      db.run("INSERT INTO lessons (id, name, created_at, created_by) VALUES (?, ?, ?, ?)", ...values);
    },

    async get(id) {
      return db.all<Lesson>(`${LESSON} WHERE id = ?`, id)[0];
    },

    async list() {
      return db.all<Lesson>(`${LESSON} ORDER BY id DESC`);
    },

    async remove(id) {
      db.transaction(() => {
        mustHave(id);
        const photos = photosOf(id).map(read);
        db.run("DELETE FROM lesson_photos WHERE lesson = ?", id);
        db.run("DELETE FROM lessons WHERE id = ?", id);
        for (const { imageKey } of photos) db.run(DISCARD, imageKey, imageKey);
      });
    },

    async addPhoto(lessonId, photo) {
      return db.transaction(() => {
        mustHave(lessonId);
        const known = find(lessonId, photo.sha256);
        if (known) return { photo: known, added: false };
        const { count = 0, last } = db.get<{ count: number; last: number | null }>(
          "SELECT count(*) AS count, max(position) AS last FROM lesson_photos WHERE lesson = ?",
          lessonId,
        ) ?? { last: null };
        if (count >= MOST_LESSON_PHOTOS) throw lessonFull();
        const added: LessonPhoto = { ...photo, version: 0, boxes: [] };
        db.run(
          "INSERT INTO lesson_photos (lesson, sha256, position, image_key, photo) VALUES (?, ?, ?, ?, ?)",
          lessonId,
          photo.sha256,
          (last ?? -1) + 1,
          photo.imageKey,
          JSON.stringify(added),
        );
        db.run("DELETE FROM unused_lesson_images WHERE image_key = ?", photo.imageKey);
        return { photo: added, added: true };
      });
    },

    async photos(lessonId) {
      return photosOf(lessonId).map(read);
    },

    async photo(lessonId, sha256) {
      return find(lessonId, sha256);
    },

    async mark(lessonId, sha256, change) {
      return db.transaction(() => {
        const marked = markedAnew(mustFind(lessonId, sha256), change);
        db.run(
          "UPDATE lesson_photos SET photo = ? WHERE lesson = ? AND sha256 = ?",
          JSON.stringify(marked),
          lessonId,
          sha256,
        );
        return marked;
      });
    },

    async removePhoto(lessonId, sha256) {
      db.transaction(() => {
        const { imageKey } = mustFind(lessonId, sha256);
        db.run("DELETE FROM lesson_photos WHERE lesson = ? AND sha256 = ?", lessonId, sha256);
        db.run(DISCARD, imageKey, imageKey);
      });
    },

    async unusedImages() {
      const rows = db.all<{ key: string }>(
        "SELECT image_key AS key FROM unused_lesson_images ORDER BY rowid",
      );
      return rows.map(({ key }) => key);
    },

    async forgetImage(imageKey) {
      db.run("DELETE FROM unused_lesson_images WHERE image_key = ?", imageKey);
    },
  };
}

function read({ photo }: PhotoRow): LessonPhoto {
  return JSON.parse(photo);
}
