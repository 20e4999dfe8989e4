import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api/client.ts";
import type { components, operations } from "../../api/schema.gen.ts";

export type PublishedRecipe = components["schemas"]["PublishedRecipe"];
export type Replay = components["schemas"]["Replay"];
export type Flip = components["schemas"]["Flip"];
export type Validation = operations["validateRecipe"]["responses"]["200"]["content"]["application/json"];

/** For requests whose body is the recipe's own text, comments and faults included. */
export const AS_YAML = {
  headers: { "Content-Type": "application/yaml" },
  bodySerializer: (text: unknown) => String(text),
} as const;

/** A person stops typing this long before the text is checked. */
const PAUSE_MS = 400;

/** The server's opinion of a recipe that is being written: every fault with its place. The last one stays meanwhile. */
export function useValidation(text: string) {
  const settled = useSettled(text, PAUSE_MS);
  const { data, error } = useQuery({
    queryKey: ["recipe-validation", settled],
    queryFn: async ({ signal }) => {
      const answer = await api.POST("/v1/recipe-validation", { ...AS_YAML, body: settled, signal });
      if (!answer.data) throw answer.error;
      return answer.data;
    },
    placeholderData: keepPreviousData,
  });
  return { validation: data, error, isCurrent: settled === text && data !== undefined };
}

function useSettled(value: string, pauseMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
