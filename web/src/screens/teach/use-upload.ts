import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api } from "../../api/client.ts";
import { problemOf } from "../../api/problem.ts";

export type ImportedLabels = { file: string; marked: number; kept: number; unknown: number };
export type Upload = {
  total: number;
  done: number;
  /** The server was not reached; it is tried again by itself. */
  waiting: boolean;
  failed: readonly { name: string; detail: string }[];
  imported: readonly ImportedLabels[];
};

const IDLE: Upload = { total: 0, done: 0, waiting: false, failed: [], imported: [] };
const RETRY_AFTER_MS = 3_000;

/**
 * Hands photos to a lesson one after the other, in the order of their names, and then the boxes of label files. What the
 * server refuses is named; where it is not reached, it is tried again until it is.
 */
export function useUpload(lessonId: string) {
  const queries = useQueryClient();
  const [upload, setUpload] = useState<Upload>(IDLE);

  const add = useCallback(
    async (files: readonly File[]) => {
      const inOrder = [...files].sort(
        (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, undefined, { numeric: true }),
      );
      setUpload((before) => ({ ...before, total: before.total + inOrder.length }));
      for (const file of inOrder) {
        await untilReached(
          () => (isLabels(file) ? sendLabels(lessonId, file) : sendPhoto(lessonId, file)),
          (waiting) => setUpload((before) => ({ ...before, waiting })),
        ).then(
          (labels) =>
            setUpload((before) => ({
              ...before,
              done: before.done + 1,
              imported: labels ? [...before.imported, labels] : before.imported,
            })),
          (error: unknown) =>
            setUpload((before) => ({
              ...before,
              done: before.done + 1,
              failed: [
                ...before.failed,
                { name: file.name, detail: problemOf(error)?.detail ?? String(error) },
              ],
            })),
        );
        await queries.invalidateQueries({ queryKey: ["get", "/v1/lessons/{id}"] });
      }
    },
    [lessonId, queries],
  );
  const clear = useCallback(() => setUpload(IDLE), []);
  return { upload, add, clear };
}

function isLabels({ name }: File): boolean {
  return /\.json$/i.test(name);
}

/** Boxes come after the photos they are for. */
function rank(file: File): number {
  return isLabels(file) ? 1 : 0;
}

async function sendPhoto(id: string, file: File): Promise<undefined> {
  const data = await base64Of(file);
  const { error } = await api.POST("/v1/lessons/{id}/photos", {
    params: { path: { id } },
    body: { fileName: file.name, data },
  });
  if (error) throw error;
}

async function sendLabels(id: string, file: File): Promise<ImportedLabels> {
  const { data, error } = await api.POST("/v1/lessons/{id}/labels", {
    params: { path: { id } },
    body: { format: "coco", fileName: file.name, text: await file.text() },
  });
  if (!data) throw error;
  return { file: file.name, marked: data.marked.length, kept: data.kept.length, unknown: data.unknown };
}

async function untilReached<T>(work: () => Promise<T>, onWaiting: (waiting: boolean) => void): Promise<T> {
  for (;;) {
    try {
      const result = await work();
      onWaiting(false);
      return result;
    } catch (error) {
      // What fetch throws when there is no server; a file that cannot be read any more has another name.
      if (!(error instanceof TypeError)) {
        onWaiting(false);
        throw error;
      }
      onWaiting(true);
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    }
  }
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
