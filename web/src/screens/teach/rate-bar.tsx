import { useFormatter, useTranslations } from "use-intl";
import style from "./model.module.css";

type Rate = { events: number; trials: number; low: number; high: number; atMost: number };

/** How often something happened, and what that leaves possible: as numbers, and as a bar from 0 to 100 %. */
export function RateBar({ rate, oneSided = false }: { rate: Rate; oneSided?: boolean }) {
  const words = useTranslations("teach.card");
  const format = useFormatter();
  const { events, trials, low, high, atMost } = rate;
  if (trials === 0) return <span>{words("noTrial")}</span>;
  const percent = (share: number) => format.number(share, { style: "percent", maximumSignificantDigits: 2 });
  const [from, to] = oneSided ? [0, atMost] : [low, high];
  return (
    <div className={style["rate"]}>
      <span>{words("events", { events, trials })}</span>
      <span className={style["soft"]}>
        {oneSided
          ? words("atMost", { share: percent(atMost) })
          : words("range", { low: percent(low), high: percent(high) })}
      </span>
      <div className={style["track"]} aria-hidden="true">
        <div style={{ marginInlineStart: `${from * 100}%`, width: `${(to - from) * 100}%` }} />
      </div>
    </div>
  );
}
