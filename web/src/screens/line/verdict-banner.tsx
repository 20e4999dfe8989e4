import { useFormatter, useTranslations } from "use-intl";
import { VERDICT_SYMBOLS } from "../../components/verdict-badge.tsx";
import type { InspectionSummary } from "../../live/live-connection.ts";
import style from "./verdict-banner.module.css";

/** Color, symbol and word, to be read from three meters; and which widget it is about. */
export function VerdictBanner({ inspection, isOld }: { inspection: InspectionSummary; isOld: boolean }) {
  const words = useTranslations();
  const format = useFormatter();
  const { verdict, serial, fileName, recipe, line, receivedAt, decided } = inspection;
  return (
    <section
      className={style["banner"]}
      data-verdict={verdict}
      data-old={isOld}
      aria-live="polite"
      aria-label={words("line.newest")}
    >
      <span className={style["symbol"]} aria-hidden="true">
        {VERDICT_SYMBOLS[verdict]}
      </span>{" "}
      <strong className={style["word"]}>{words(`shell.verdicts.${verdict}`)}</strong>
      <ul className={style["about"]}>
        <li className={style["name"]}>{serial ?? fileName}</li>
        <li>
          {recipe.id} v{recipe.version}
        </li>
        <li>
          {line ? `${line} · ` : null}
          {format.dateTime(new Date(receivedAt), { timeStyle: "medium" })}
        </li>
        {decided ? (
          <li>
            {words("line.decided", { verdict: words(`shell.verdicts.${decided.verdict}`), name: decided.by })}
          </li>
        ) : null}
      </ul>
    </section>
  );
}
