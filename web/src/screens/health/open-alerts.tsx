import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { useSession } from "../../session/use-session.ts";
import style from "./health-screen.module.css";

/** What rules want somebody to answer for; acknowledged in the name of whoever is signed in. */
export function OpenAlerts() {
  const words = useTranslations("health.alerts");
  const format = useFormatter();
  const queries = useQueryClient();
  const mayAnswer = useSession().session?.role !== "auditor";
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({});
  const { data, error } = $api.useQuery(
    "get",
    "/v1/alerts",
    { params: { query: { state: "open" } } },
    { refetchInterval: 5000 },
  );
  const acknowledge = $api.useMutation("post", "/v1/alerts/{id}/acknowledgement", {
    onSettled: () => queries.invalidateQueries(),
  });
  const answer = (id: string) => {
    const note = notes[id]?.trim();
    acknowledge.mutate({ params: { path: { id } }, body: note ? { note } : {} });
  };
  const items = data?.items ?? [];
  const ago = (at: string) => format.relativeTime(new Date(at), new Date());
  return (
    <Panel title={words("title")} anchor="alerts">
      <ProblemNote error={error ?? acknowledge.error} />
      {data && items.length === 0 ? <p className={style["good"]}>✓ {words("none")}</p> : null}
      <ul className={style["list"]}>
        {items.map(({ id, subject, recipe, line, openedAt, escalatedAt, recoveredAt }) => (
          <li key={id} className={style["item"]}>
            <div>
              <p className={style["bad"]}>{subject}</p>
              <p className={style["soft"]}>{[recipe, line, ago(openedAt)].filter(Boolean).join(" · ")}</p>
              {escalatedAt ? <p>{words("escalated", { ago: ago(escalatedAt) })}</p> : null}
              {recoveredAt ? <p>✓ {words("recovered", { ago: ago(recoveredAt) })}</p> : null}
            </div>
            {mayAnswer ? (
              <>
                <Field
                  label={words("note")}
                  maxLength={2000}
                  value={notes[id] ?? ""}
                  onChange={(note) => setNotes((all) => ({ ...all, [id]: note }))}
                />
                <Button isDisabled={acknowledge.isPending} onPress={() => answer(id)}>
                  {words("acknowledge")}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
