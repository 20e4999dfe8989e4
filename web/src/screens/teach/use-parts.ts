import { useState } from "react";
import type { Lesson } from "./use-lesson.ts";

/** Names chosen on this visit, so that their keys stay while one goes from photo to photo. */
const named = new Map<string, { labels: string[]; current: string | undefined }>();

/** The parts of a lesson in the order of their keys, and the one that the next box gets. */
export function useParts({ id, parts }: Lesson) {
  const kept = named.get(id) ?? { labels: [], current: undefined };
  const labels = [...new Set([...kept.labels, ...parts.map(({ label }) => label)])];
  const [current, setCurrent] = useState(kept.current);
  const chosen = current ?? labels[0];
  named.set(id, { labels, current: chosen });
  return {
    labels,
    current: chosen,
    choose(label: string) {
      named.set(id, { labels: [...new Set([...labels, label])], current: label });
      setCurrent(label);
    },
  };
}
