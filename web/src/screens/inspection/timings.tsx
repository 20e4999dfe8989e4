import { useFormatter, useTranslations } from "use-intl";
import type { Inspection } from "./inspection.ts";
import style from "./timings.module.css";

const STEPS = ["decode", "recognize", "judge", "annotate", "store"] as const;

/** Where the time went. */
export function Timings({ timingsMs }: { timingsMs: Inspection["timingsMs"] }) {
  const words = useTranslations("inspection.timings");
  const format = useFormatter();
  const ms = (value: number) =>
    format.number(value, { style: "unit", unit: "millisecond", maximumFractionDigits: value < 10 ? 1 : 0 });
  return (
    <dl className={style["timings"]}>
      {STEPS.map((step) => (
        <div key={step}>
          <dt>{words(step)}</dt>
          <dd>
            <span
              className={style["bar"]}
              style={{ width: `${(timingsMs[step] / Math.max(1, timingsMs.total)) * 100}%` }}
            />
            {ms(timingsMs[step])}
          </dd>
        </div>
      ))}
      <div className={style["total"]}>
        <dt>{words("total")}</dt>
        <dd>{ms(timingsMs.total)}</dd>
      </div>
    </dl>
  );
}
