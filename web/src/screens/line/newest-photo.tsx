import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useFaultText } from "../../components/fault-text.ts";
import { photoUrl } from "../../components/photo-url.ts";
import type { InspectionSummary } from "../../live/live-connection.ts";
import style from "./newest-photo.module.css";

/** The marked-up photo, and beside it what is wrong. */
export function NewestPhoto({ inspection }: { inspection: InspectionSummary }) {
  const words = useTranslations();
  const { id, verdict } = inspection;
  const [broken, setBroken] = useState<string>();
  return (
    <div className={style["newest"]}>
      <Link to="/inspections/$id" params={{ id }} className={style["photo"]} aria-label={words("line.open")}>
        {broken === id ? (
          <span className={style["broken"]}>{words("line.noPhoto")}</span>
        ) : (
          <img
            src={photoUrl(id, 1280)}
            alt={words("line.photo", { verdict: words(`shell.verdicts.${verdict}`) })}
            onError={() => setBroken(id)}
          />
        )}
      </Link>
      <Faults inspection={inspection} />
    </div>
  );
}

function Faults({ inspection }: { inspection: InspectionSummary }) {
  const words = useTranslations("line");
  const faultText = useFaultText();
  const { faults, faultCount, verdict, rejectReason } = inspection;
  if (faultCount === 0) {
    return <p className={style["faults"]}>{verdict === "pass" ? words("complete") : (rejectReason ?? "")}</p>;
  }
  const left = faultCount - faults.length;
  return (
    <ul className={style["faults"]}>
      {faults.map((fault, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings have no other identity, and never change
        <li key={i}>{faultText(fault)}</li>
      ))}
      {left > 0 ? <li>{words("more", { count: left })}</li> : null}
    </ul>
  );
}
