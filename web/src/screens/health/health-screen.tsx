import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Loading } from "../../app/loading.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { useSession } from "../../session/use-session.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { EvidenceCheck } from "./evidence-check.tsx";
import { FlowDrawing } from "./flow-drawing.tsx";
import style from "./health-screen.module.css";
import { OpenAlerts } from "./open-alerts.tsx";
import { StandingNumbers } from "./standing-numbers.tsx";
import { StuckMessages } from "./stuck-messages.tsx";

const REFRESH_MS = 5000;
const MAY_MEND = ["auditor", "support", "admin"];

/** Whether everything flows: what came in and what became of it, and what somebody has to mend. */
export function HealthScreen() {
  const words = useTranslations("health");
  const { session } = useSession();
  const { data: flow, error } = $api.useQuery("get", "/v1/flow", {}, { refetchInterval: REFRESH_MS });
  const mends = session !== undefined && MAY_MEND.includes(session.role);
  return (
    <Page title={words("title")}>
      <ProblemNote error={error} />
      {flow ? (
        <>
          <FlowDrawing photos={flow.photos} reconciled={flow.reconciled} />
          <StandingNumbers flow={flow} />
          <div className={style["columns"]}>
            <OpenAlerts />
            {mends ? <DeadLetters count={flow.photos.deadLetters} /> : null}
            {mends ? <StuckMessages /> : null}
            <EvidenceCheck entries={flow.evidence.entries} />
          </div>
        </>
      ) : error ? null : (
        <Loading />
      )}
    </Page>
  );
}
