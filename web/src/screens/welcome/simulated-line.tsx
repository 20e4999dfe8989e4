import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import type { components } from "../../api/schema.gen.ts";
import { Button } from "../../components/button.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { useSession } from "../../session/use-session.ts";
import style from "./welcome-screen.module.css";

/** A line to try everything with, for who has no camera at hand. */
export function SimulatedLine({ simulation }: { simulation: components["schemas"]["Simulation"] }) {
  const words = useTranslations("welcome.simulation");
  const queries = useQueryClient();
  const isAdmin = useSession().session?.role === "admin";
  const after = { onSettled: () => queries.invalidateQueries() };
  const start = $api.useMutation("post", "/v1/simulation", after);
  const stop = $api.useMutation("delete", "/v1/simulation", after);
  const { state, progress, reason } = simulation;
  const isStopped = state === "stopped" || state === "failed";
  return (
    <div className={style["ways"]}>
      <p>{words("what")}</p>
      <ProblemNote error={start.error ?? stop.error} />
      {state === "failed" ? <p role="alert">{words("failed", { reason: reason ?? "" })}</p> : null}
      {state === "teaching" ? <ProgressBar label={words("teaching")} fraction={progress} /> : null}
      {state === "running" ? <p role="status">✓ {words("running")}</p> : null}
      {isAdmin ? (
        <div>
          {isStopped ? (
            <Button primary isDisabled={start.isPending} onPress={() => start.mutate({})}>
              {words("start")}
            </Button>
          ) : (
            <Button isDisabled={stop.isPending} onPress={() => stop.mutate({})}>
              {words("stop")}
            </Button>
          )}
        </div>
      ) : (
        <p className={style["soft"]}>{words("askAdmin")}</p>
      )}
    </div>
  );
}
