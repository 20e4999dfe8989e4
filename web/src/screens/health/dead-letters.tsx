import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { useSession } from "../../session/use-session.ts";
import style from "./health-screen.module.css";

/** Photos that could not be inspected: why, and another try. */
export function DeadLetters({ count }: { count: number }) {
  const words = useTranslations("health.deadLetters");
  const format = useFormatter();
  const queries = useQueryClient();
  const mayRedrive = useSession().session?.role !== "auditor";
  const { data, error } = $api.useQuery("get", "/v1/dead-letters", {}, { refetchInterval: 5000 });
  const redrive = $api.useMutation("post", "/v1/dead-letters/{id}/redrive", {
    onSettled: () => queries.invalidateQueries(),
  });
  const items = data?.items ?? [];
  const again = (id: string) => redrive.mutate({ params: { path: { id } } });
  return (
    <Panel
      anchor="dead-letters"
      title={words("title", { count })}
      actions={
        mayRedrive && items.length > 1 ? (
          <Button
            isDisabled={redrive.isPending}
            onPress={() => items.map((item) => again(item.inspectionId))}
          >
            {words("redriveAll")}
          </Button>
        ) : null
      }
    >
      <ProblemNote error={error ?? redrive.error} />
      {data && items.length === 0 ? <p className={style["good"]}>✓ {words("none")}</p> : null}
      <ul className={style["list"]}>
        {items.map(({ inspectionId, reason, attempts, failedAt }) => (
          <li key={inspectionId} className={style["item"]}>
            <Thumbnail id={inspectionId} alt={words("photo", { id: inspectionId })} />
            <div>
              <p>{reason}</p>
              <p className={style["soft"]}>
                {words("tried", { count: attempts })} · {format.relativeTime(new Date(failedAt), new Date())}
              </p>
              <code>{inspectionId}</code>
            </div>
            {mayRedrive ? <Button onPress={() => again(inspectionId)}>{words("redrive")}</Button> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Nothing where the file is no photo. */
function Thumbnail({ id, alt }: { id: string; alt: string }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return null;
  const src = `/v1/dead-letters/${encodeURIComponent(id)}/photo`;
  return <img src={src} alt={alt} loading="lazy" onError={() => setBroken(true)} />;
}
