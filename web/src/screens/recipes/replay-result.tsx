import { useTranslations } from "use-intl";
import { ProgressBar } from "../../components/progress-bar.tsx";
import table from "../../components/table.module.css";
import type { Replay } from "./recipe-requests.ts";

/** How far a replay is; once it has ended, what it came to and whether that is worse. */
export function ReplayResult({ replay }: { replay: Replay }) {
  const words = useTranslations("recipes.replay");
  const { state, tally, total, worse, reasons = [], failure } = replay;
  if (state === "running") {
    const done = tally.replayed + tally.skipped;
    return (
      <ProgressBar
        label={words("running", { done, total })}
        fraction={total === 0 ? undefined : done / total}
      />
    );
  }
  if (state !== "done") return <p role="alert">{failure ?? words("stopped")}</p>;
  if (tally.replayed === 0) return <p role="status">{words("nothing")}</p>;
  return (
    <div role="status">
      <p>
        <strong>{worse ? words("worse") : words("notWorse")}</strong>{" "}
        {words("sum", { replayed: tally.replayed, flips: tally.flips, decided: tally.decided })}
      </p>
      {reasons.length > 0 ? (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
      {tally.decided > 0 ? <AgainstPeople {...tally} /> : null}
    </div>
  );
}

function AgainstPeople({ before, after }: Pick<Replay["tally"], "before" | "after">) {
  const words = useTranslations("recipes.replay");
  const rows = ["agree", "escapes", "falseRejects", "review"] as const;
  return (
    <div className={table["scroll"]}>
      <table className={table["table"]}>
        <caption>{words("againstPeople")}</caption>
        <thead>
          <tr>
            <th>{words("measure")}</th>
            <th data-number>{words("before")}</th>
            <th data-number>{words("after")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{words(row)}</th>
              <td data-number>{before[row]}</td>
              <td data-number>{after[row]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
