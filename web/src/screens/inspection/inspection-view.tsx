import { useState } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";
import { Panel } from "../../components/panel.tsx";
import { VerdictBadge } from "../../components/verdict-badge.tsx";
import { useSession } from "../../session/use-session.ts";
import { Decisions } from "./decisions.tsx";
import { EvidencePanel } from "./evidence-panel.tsx";
import { Facts } from "./facts.tsx";
import { FindingsTable } from "./findings-table.tsx";
import type { Inspection } from "./inspection.ts";
import style from "./inspection-view.module.css";
import { Neighbors } from "./neighbors.tsx";
import { PhotoViewer } from "./photo-viewer.tsx";
import { Timings } from "./timings.tsx";

const DECIDE: readonly string[] = ["inspector", "quality", "admin"];
const PROVE: readonly string[] = ["quality", "auditor", "admin"];

export function InspectionView({ inspection }: { inspection: Inspection }) {
  const words = useTranslations("inspection");
  const { session } = useSession();
  const role = session?.role ?? "";
  const { source, verdict, findings, reasons, rejectReason } = inspection;
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [highlight, setHighlight] = useState<number>();

  return (
    <Page title={source.serial ?? source.fileName} actions={<Neighbors inspection={inspection} />}>
      <div className={style["verdict"]}>
        <VerdictBadge verdict={verdict} />
        <ul>
          {(rejectReason ? [rejectReason] : reasons).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
      <div className={style["columns"]}>
        <div className={style["left"]}>
          <PhotoViewer inspection={inspection} hidden={hidden} highlight={highlight} />
          {findings.length > 0 ? (
            <Panel title={words("findings")}>
              <FindingsTable findings={findings} {...{ hidden, setHidden, highlight, setHighlight }} />
            </Panel>
          ) : null}
        </div>
        <div className={style["right"]}>
          <Panel title={words("decisions.title")}>
            <Decisions inspection={inspection} mayDecide={DECIDE.includes(role)} name={session?.name} />
          </Panel>
          <Panel title={words("facts.title")}>
            <Facts inspection={inspection} />
          </Panel>
          <Panel title={words("evidence.title")}>
            <EvidencePanel inspection={inspection} mayProve={PROVE.includes(role)} />
          </Panel>
          <Panel title={words("timings.title")}>
            <Timings timingsMs={inspection.timingsMs} />
          </Panel>
        </div>
      </div>
    </Page>
  );
}
