import { useEffect, useRef } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { VERDICT_SYMBOLS } from "../../components/verdict-badge.tsx";
import style from "./shift-numbers.module.css";

const VERDICTS = ["pass", "fail", "review", "rejected"] as const;
/** Counting takes the server a moment, and nobody reads faster. */
const COUNT_AGAIN_MS = 2_000;
/** Also when no photo comes, for the shift may change. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Yield and counts of the shift that is on.
 * @param newest sequence of the newest inspection: when it changes, it is counted again soon
 */
export function ShiftNumbers({ line, newest }: { line: string | undefined; newest: number }) {
  const words = useTranslations();
  const format = useFormatter();
  const { data: shift, refetch } = $api.useQuery(
    "get",
    "/v1/shift",
    { params: { query: line === undefined ? {} : { line } } },
    { refetchInterval: LOOK_AGAIN_MS },
  );
  const due = useRef<ReturnType<typeof setTimeout>>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that counts
  useEffect(() => {
    due.current ??= setTimeout(() => {
      due.current = undefined;
      void refetch();
    }, COUNT_AGAIN_MS);
  }, [newest, refetch]);
  useEffect(
    () => () => {
      clearTimeout(due.current);
      due.current = undefined;
    },
    [],
  );

  if (!shift) return null;
  const since = format.dateTime(new Date(shift.from), { timeStyle: "short" });
  return (
    <dl className={style["numbers"]} aria-label={words("line.shift", { time: since })}>
      <div className={style["yield"]}>
        <dt>{words("line.yield")}</dt>
        <dd>
          {shift.yield === undefined
            ? "–"
            : format.number(shift.yield, { style: "percent", maximumFractionDigits: 1 })}
        </dd>
      </div>
      {VERDICTS.map((verdict) => (
        <div key={verdict} data-verdict={verdict}>
          <dt>
            <span aria-hidden="true">{VERDICT_SYMBOLS[verdict]}</span> {words(`shell.verdicts.${verdict}`)}
          </dt>
          <dd>{format.number(shift[verdict])}</dd>
        </div>
      ))}
      <div className={style["since"]}>
        <dt>{words("line.shift", { time: since })}</dt>
        <dd>{words("line.photos", { count: shift.received })}</dd>
      </div>
    </dl>
  );
}
