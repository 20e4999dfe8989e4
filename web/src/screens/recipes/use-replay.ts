import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { $api, api } from "../../api/client.ts";
import { AS_YAML } from "./recipe-requests.ts";

/** A replay that runs is asked after this often. */
const LOOK_MS = 700;

export type ReplayRange = { from?: string; to?: string; limit: number };

/** Judge archived inspections by a recipe that is being written, and follow how far it is. */
export function useReplay(recipeId: string) {
  const [started, setStarted] = useState<{ id: string; text: string }>();
  const start = useMutation({
    mutationFn: async ({ text, range }: { text: string; range: ReplayRange }) => {
      const answer = await api.POST("/v1/recipes/{id}/replay", {
        ...AS_YAML,
        params: { path: { id: recipeId }, query: range },
        body: text,
      });
      if (!answer.data) throw answer.error;
      setStarted({ id: answer.data.id, text });
      return answer.data;
    },
  });
  const { data: replay, error } = $api.useQuery(
    "get",
    "/v1/replays/{id}",
    { params: { path: { id: started?.id ?? "" } } },
    {
      enabled: started !== undefined,
      refetchInterval: ({ state }) => (state.data?.state === "running" || !state.data ? LOOK_MS : false),
    },
  );
  return {
    start: (text: string, range: ReplayRange) => start.mutate({ text, range }),
    replay: started ? replay : undefined,
    /** The text that is, or was, replayed. */
    text: started?.text,
    isRunning:
      start.isPending || (started !== undefined && (replay === undefined || replay.state === "running")),
    error: start.error ?? error,
  };
}
