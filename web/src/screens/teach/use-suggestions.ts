import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import type { LabelledBox } from "../../components/box-editor/labelled-box.ts";

export type Suggestion = LabelledBox & { confidence: number };
export type Suggestions = ReturnType<typeof useSuggestions>;

/** Boxes that the model taught last would draw on this photo, surest first; asked for when a person wants them. */
export function useSuggestions(lessonId: string, sha256: string) {
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const asking = useMutation({
    mutationFn: async () => {
      const { data, error } = await api.POST("/v1/lessons/{id}/suggestions", {
        params: { path: { id: lessonId } },
        body: { photo: sha256 },
      });
      if (!data) throw error;
      return { ...data, boxes: data.boxes.map((box) => ({ ...box, id: crypto.randomUUID() })) };
    },
  });
  const all: readonly Suggestion[] = asking.data?.boxes ?? [];
  return {
    ask: () => asking.mutate(),
    isAsking: asking.isPending,
    error: asking.error,
    model: asking.data?.model,
    boxes: all.filter(({ id }) => !dropped.includes(id)),
    drop: (ids: readonly string[]) => setDropped((before) => [...before, ...ids]),
  };
}
