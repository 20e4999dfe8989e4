import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { VerdictBadge } from "../../components/verdict-badge.tsx";
import style from "./pick-inspections.module.css";

const PAGE = 24;

/** Photos that the line has seen, to choose from. */
export function PickInspections(props: { lessonId: string; isOpen: boolean; onClose(): void }) {
  const words = useTranslations("teach.pick");
  const { lessonId, isOpen, onClose } = props;
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const inspections = useInfiniteQuery({
    queryKey: ["inspections to pick"],
    enabled: isOpen,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      const { data, error } = await api.GET("/v1/inspections", { params: { query } });
      if (!data) throw error;
      return data;
    },
    getNextPageParam: ({ next }) => next,
  });
  const adding = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const inspectionId of ids) {
        const path = { id: lessonId };
        const { error } = await api.POST("/v1/lessons/{id}/photos", {
          params: { path },
          body: { inspectionId },
        });
        if (error) throw error;
        setChosen((before) => before.filter((id) => id !== inspectionId));
      }
    },
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ["get", "/v1/lessons/{id}"] }),
  });
  const shown = (inspections.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ verdict }) => verdict !== "rejected");
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <Dialog title={words("title")} isOpen={isOpen} onClose={onClose}>
      <p>{shown.length === 0 && inspections.isSuccess ? words("none") : words("help")}</p>
      <ProblemNote error={inspections.error ?? adding.error} />
      <ul className={style["photos"]}>
        {shown.map(({ id, verdict, source }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
              <img
                src={`/v1/inspections/${id}/thumbnail?width=160&which=original`}
                alt={source.fileName}
                loading="lazy"
              />
              <VerdictBadge verdict={verdict} />
            </label>
          </li>
        ))}
      </ul>
      <DialogActions>
        {inspections.hasNextPage ? (
          <Button onPress={() => inspections.fetchNextPage()}>{words("more")}</Button>
        ) : null}
        <Button onPress={onClose}>{words("close")}</Button>
        <Button
          primary
          isDisabled={chosen.length === 0 || adding.isPending}
          onPress={() => adding.mutate(chosen)}
        >
          {words("add", { count: chosen.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
