import { join } from "node:path";
import { PartproofError } from "../../domain/errors.ts";
import type { LessonPhoto } from "../../domain/lesson.ts";
import type { ModelStore } from "../../ports/model-store.ts";
import type { Teacher } from "../../ports/teacher.ts";
import { ANOMALY_LABEL } from "../../recognition/anomaly/judge-anomaly.ts";
import type { RecognitionPool } from "../../recognition/recognition-pool.ts";

/**
 * Teaches in the recognizer's own worker thread; looks under way go on.
 * @param deps.directory of the store of lesson photos: a lesson is read from its files, a photo at a time
 */
export function createPoolTeacher(deps: {
  pool: Pick<RecognitionPool, "teach" | "teachNormal" | "detectParts">;
  models: Pick<ModelStore, "get">;
  directory: string;
}): Teacher {
  const { pool, models, directory } = deps;
  const fileOf = ({ imageKey }: LessonPhoto) => join(directory, imageKey);

  return {
    async teach(photos, { look, effort, seed }, { signal, onProgress }) {
      try {
        if (look === "normal") {
          const normal = photos.filter(({ boxes }) => !boxes.some(({ label }) => label === ANOMALY_LABEL));
          return await pool.teachNormal(normal.map(fileOf), { signal }, onProgress);
        }
        const examples = photos.map((photo) => ({
          file: fileOf(photo),
          width: photo.width,
          height: photo.height,
          boxes: photo.boxes,
        }));
        return await pool.teach(examples, { look, effort, seed, signal }, onProgress);
      } catch (error) {
        throw namingPhotos(error, photos, fileOf);
      }
    },

    async look(photo, { name, version }) {
      const load = async () => (await models.get(name, version)).content;
      return (await pool.detectParts(photo, { version, load })).detections;
    },
  };
}

/** The lesson's messages name files; who asked for it knows the photos by the names they came with. */
function namingPhotos(
  error: unknown,
  photos: readonly LessonPhoto[],
  fileOf: (photo: LessonPhoto) => string,
): unknown {
  if (!(error instanceof PartproofError)) return error;
  const named = photos.reduce((text, photo) => text.replaceAll(fileOf(photo), photo.fileName), error.message);
  return new PartproofError(error.code, named, { cause: error });
}
