import { Link } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import { VERDICT_SYMBOLS } from "../../components/verdict-badge.tsx";
import type { InspectionSummary } from "../../live/live-connection.ts";
import style from "./verdict-strip.module.css";

const SHOWN = 24;

/** The last verdicts, the newest first, each a way to its inspection. */
export function VerdictStrip({ rows }: { rows: readonly InspectionSummary[] }) {
  const words = useTranslations();
  const format = useFormatter();
  return (
    <ol className={style["strip"]} aria-label={words("line.last")}>
      {rows.slice(0, SHOWN).map(({ id, verdict, serial, fileName, receivedAt }) => {
        const time = format.dateTime(new Date(receivedAt), { timeStyle: "medium" });
        const label = `${words(`shell.verdicts.${verdict}`)}, ${serial ?? fileName}, ${time}`;
        return (
          <li key={id}>
            <Link
              to="/inspections/$id"
              params={{ id }}
              aria-label={label}
              title={label}
              data-verdict={verdict}
              preload={false}
            >
              <span aria-hidden="true">{VERDICT_SYMBOLS[verdict]}</span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
