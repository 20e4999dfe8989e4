import { $api } from "../../api/client.ts";
import type { components } from "../../api/schema.gen.ts";

export type Lesson = components["schemas"]["Lesson"];
export type LessonPhoto = components["schemas"]["LessonPhoto"];
export type Teaching = components["schemas"]["Teaching"];

const REFRESH_MS = 15_000;
const WATCH_MS = 1_000;

/** A lesson, asked for again now and then: somebody else may mark its photos too. Often while it is being taught. */
export function useLesson(id: string) {
  return $api.useQuery(
    "get",
    "/v1/lessons/{id}",
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (isUnderWay(state.data?.teaching) ? WATCH_MS : REFRESH_MS) },
  );
}

export function isUnderWay(teaching: Teaching | undefined): boolean {
  return teaching?.state === "waiting" || teaching?.state === "running";
}

/** The address of a lesson's photo, so many pixels wide. */
export function photoUrl(lessonId: string, sha256: string, width: number): string {
  return `/v1/lessons/${lessonId}/photos/${sha256}?width=${width}`;
}
