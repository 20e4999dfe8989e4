import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { api } from "../../api/client.ts";
import { problemOf } from "../../api/problem.ts";
import { createMarkStore, type MarkedPart, type MarkStore, type SaveOutcome } from "./mark-store.ts";
import type { LessonPhoto } from "./use-lesson.ts";

/**
 * The boxes of a lesson as they are drawn here, saved by themselves.
 * @param photos what the server has; undefined until it is known
 */
export function useMarks(lessonId: string, photos: readonly LessonPhoto[] | undefined): MarkStore {
  const queries = useQueryClient();
  const [store] = useState(() =>
    createMarkStore(
      lessonId,
      async (...change) => {
        const outcome = await save(lessonId, ...change);
        // Counts and advice follow what was saved.
        if (outcome.kind === "saved")
          void queries.invalidateQueries({ queryKey: ["get", "/v1/lessons/{id}"] });
        return outcome;
      },
      window.localStorage,
    ),
  );
  useEffect(() => {
    if (photos) store.load(photos);
  }, [store, photos]);
  useEffect(() => {
    // The browser asks before it closes a page whose changes the server does not have.
    const warn = (event: BeforeUnloadEvent) => store.unsaved() > 0 && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      store.close();
    };
  }, [store]);
  return store;
}

/** What one photo shows; undefined while it is not loaded. */
export function usePhotoMarks(store: MarkStore, sha256: string | undefined) {
  return useSyncExternalStore(store.subscribe, () =>
    sha256 === undefined ? undefined : store.marks(sha256),
  );
}

async function save(id: string, sha256: string, version: number, boxes: MarkedPart[]): Promise<SaveOutcome> {
  try {
    const { data, error, response } = await api.PUT("/v1/lessons/{id}/photos/{sha256}/boxes", {
      params: { path: { id, sha256 } },
      body: { version, boxes },
    });
    if (data) return { kind: "saved", version: data.version };
    if (response.status >= 500 || response.status === 429) return { kind: "offline" };
    const detail = problemOf(error)?.detail ?? "";
    return { kind: response.status === 409 ? "conflict" : "refused", detail };
  } catch {
    return { kind: "offline" };
  }
}
