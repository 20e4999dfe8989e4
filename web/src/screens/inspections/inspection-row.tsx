import { Link } from "@tanstack/react-router";
import { ImageOff } from "lucide-react";
import { memo, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useFaultText } from "../../components/fault-text.ts";
import { photoUrl } from "../../components/photo-url.ts";
import { VerdictBadge } from "../../components/verdict-badge.tsx";
import type { InspectionSummary } from "../../live/live-connection.ts";
import style from "./inspection-row.module.css";

type InspectionRowProps = { inspection: InspectionSummary; onFocus(): void };

/** One inspection of a list: photo, verdict, which widget, what is wrong. The whole row leads to it. */
export const InspectionRow = memo(function InspectionRow({ inspection, onFocus }: InspectionRowProps) {
  const words = useTranslations();
  const format = useFormatter();
  const { id, verdict, serial, fileName, recipe, line, lot, receivedAt, decided } = inspection;
  const [isBroken, setBroken] = useState(false);
  return (
    <Link to="/inspections/$id" params={{ id }} className={style["row"]} onFocus={onFocus} preload={false}>
      {isBroken ? (
        <span className={style["photo"]}>
          <ImageOff aria-hidden="true" />
        </span>
      ) : (
        <img
          className={style["photo"]}
          src={photoUrl(id, 160)}
          alt=""
          loading="lazy"
          decoding="async"
          width="96"
          height="64"
          onError={() => setBroken(true)}
        />
      )}
      <span className={style["verdict"]}>
        <VerdictBadge verdict={verdict} />
        {decided ? (
          <small>
            {words("inspections.decided", {
              verdict: words(`shell.verdicts.${decided.verdict}`),
              name: decided.by,
            })}
          </small>
        ) : null}
      </span>
      <span className={style["what"]}>
        <strong>{serial ?? fileName}</strong>
        <Faults inspection={inspection} />
      </span>
      <span className={style["where"]}>
        <span>
          {recipe.id} v{recipe.version}
        </span>
        <span>{[line, lot].filter(Boolean).join(" · ")}</span>
      </span>
      <time dateTime={receivedAt} className={style["when"]}>
        {format.dateTime(new Date(receivedAt), { dateStyle: "short", timeStyle: "medium" })}
      </time>
    </Link>
  );
});

function Faults({ inspection }: { inspection: InspectionSummary }) {
  const words = useTranslations("line");
  const faultText = useFaultText();
  const { faults, faultCount, verdict, rejectReason } = inspection;
  if (faultCount === 0) return <span>{verdict === "pass" ? words("complete") : rejectReason}</span>;
  const left = faultCount - faults.length;
  return (
    <span>
      {faults.map(faultText).join("; ")}
      {left > 0 ? ` ${words("more", { count: left })}` : null}
    </span>
  );
}
