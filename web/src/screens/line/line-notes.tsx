import { CirclePause, TriangleAlert, WifiOff } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { InspectionSummary, LiveState } from "../../live/live-connection.ts";
import style from "./line-notes.module.css";
import type { LineStatus } from "./line-status.ts";
import { useSpanText } from "./use-span-text.ts";

type LineNotesProps = {
  status: LineStatus;
  state: LiveState;
  nowMs: number;
  newest: InspectionSummary | undefined;
};

/**
 * What is not as it should be. That the server is away and that no photo comes are two things: while nobody can know
 * whether photos come, nothing is said about the line.
 */
export function LineNotes({ status, state, newest }: LineNotesProps) {
  const words = useTranslations("line");
  const format = useFormatter();
  const span = useSpanText();
  const at = newest ? format.dateTime(new Date(newest.receivedAt), { timeStyle: "medium" }) : "";
  const since = span(status.sinceMs);
  return (
    <div role="status" className={style["notes"]}>
      {state === "lost" ? (
        <p data-kind="lost">
          <WifiOff aria-hidden="true" />
          {words("lost", { time: at })}
        </p>
      ) : status.kind === "stopped" ? (
        <p data-kind="stopped">
          <CirclePause aria-hidden="true" />
          {words("stopped", { time: at, since })}
        </p>
      ) : status.kind === "late" ? (
        <p data-kind="late">
          <TriangleAlert aria-hidden="true" />
          {status.usualMs === undefined
            ? words("late", { since })
            : words("lateThanUsual", { since, usual: span(status.usualMs) })}
        </p>
      ) : null}
    </div>
  );
}
