import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { useSession } from "../../session/use-session.ts";
import style from "./health-screen.module.css";

/** Messages that did not get through, or may not have: why, and another try. */
export function StuckMessages() {
  const words = useTranslations("health.messages");
  const format = useFormatter();
  const queries = useQueryClient();
  const maySend = useSession().session?.role !== "auditor";
  const { data, error } = $api.useQuery("get", "/v1/messages", {}, { refetchInterval: 5000 });
  const resend = $api.useMutation("post", "/v1/messages/{id}/resend", {
    onSettled: () => queries.invalidateQueries(),
  });
  const items = data?.items ?? [];
  return (
    <Panel title={words("title")}>
      <ProblemNote error={error ?? resend.error} />
      {data && items.length === 0 ? <p className={style["good"]}>✓ {words("none")}</p> : null}
      <ul className={style["list"]}>
        {items.map(({ id, state, channel, to, subject, reason, createdAt }) => (
          <li key={id} className={style["item"]}>
            <div>
              <p>{subject}</p>
              <p className={style["bad"]}>{reason ?? words(state)}</p>
              <p className={style["soft"]}>
                {[channel, ...to].join(" · ")} · {format.relativeTime(new Date(createdAt), new Date())}
              </p>
            </div>
            {maySend ? (
              <Button onPress={() => resend.mutate({ params: { path: { id } } })}>{words("resend")}</Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
