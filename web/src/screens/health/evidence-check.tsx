import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { useSession } from "../../session/use-session.ts";
import style from "./health-screen.module.css";

const PROGRESS_MS = 700;
const MAY_VERIFY = ["quality", "auditor", "admin"];

/** When the evidence was checked last, with what result, and another check with its progress. */
export function EvidenceCheck({ entries }: { entries: number }) {
  const words = useTranslations("health.evidence");
  const format = useFormatter();
  const queries = useQueryClient();
  const { session } = useSession();
  const verify = $api.useMutation("post", "/v1/evidence/verification", {
    onSuccess({ intact, complete, head }) {
      // Where a call may take only so long, the next one goes on from there.
      if (intact && !complete) goOn(head);
    },
    onSettled: () => queries.invalidateQueries(),
  });
  const goOn = ({ sequence, sha256 }: { sequence: number; sha256: string }) =>
    verify.mutate({ params: { query: { afterSequence: sequence, afterSha256: sha256 } } });
  const { data } = $api.useQuery(
    "get",
    "/v1/evidence/verification",
    {},
    { refetchInterval: ({ state }) => (verify.isPending || state.data?.running ? PROGRESS_MS : 5000) },
  );
  const { running, last } = data ?? {};
  const isRunning = running !== undefined || verify.isPending;
  const fraction = running && running.total > 0 ? running.entries / running.total : undefined;
  return (
    <Panel
      title={words("title")}
      actions={
        session && MAY_VERIFY.includes(session.role) ? (
          <Button isDisabled={isRunning} onPress={() => verify.mutate({})}>
            {words("verify")}
          </Button>
        ) : null
      }
    >
      <p>{words("entries", { count: entries })}</p>
      <ProblemNote error={verify.error} />
      {isRunning ? <ProgressBar label={words("running")} fraction={fraction} /> : null}
      {last ? (
        <div role="status">
          <p className={style[last.intact ? "good" : "bad"]}>
            {last.fault
              ? `✕ ${words("fault", { sequence: last.fault.sequence, what: last.fault.what })}`
              : `✓ ${words("intact", { entries: last.entries, photos: last.photos })}`}
          </p>
          <p className={style["soft"]}>
            {words("last", {
              at: format.dateTime(new Date(last.at), { dateStyle: "medium", timeStyle: "short" }),
              by: last.by,
            })}
            {last.complete ? "" : ` · ${words("incomplete", { through: last.through })}`}
          </p>
        </div>
      ) : data ? (
        <p className={style["soft"]}>{words("never")}</p>
      ) : null}
    </Panel>
  );
}
