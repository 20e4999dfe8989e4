import { PartproofError } from "./errors.ts";

export function noLesson(id: string): PartproofError {
  return new PartproofError(
    "not-found",
    `There is no lesson ${id}. The list of lessons says which there are.`,
  );
}

export function noLessonPhoto(lessonId: string, sha256: string): PartproofError {
  return new PartproofError("not-found", `There is no photo ${sha256} in lesson ${lessonId}.`);
}
