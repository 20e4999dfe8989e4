import { useFormatter, useTranslations } from "use-intl";
import { expectedText } from "../../components/fault-text.ts";
import table from "../../components/table.module.css";
import style from "./findings-table.module.css";
import type { Inspection } from "./inspection.ts";
import { STATE_SYMBOLS } from "./state-symbols.ts";

type FindingsTableProps = {
  findings: Inspection["findings"];
  hidden: ReadonlySet<number>;
  setHidden(hidden: ReadonlySet<number>): void;
  highlight: number | undefined;
  setHighlight(index: number | undefined): void;
};

/** What was compared, and whether its boxes are drawn on the photo. */
export function FindingsTable(props: FindingsTableProps) {
  const { findings, hidden, setHidden, highlight, setHighlight } = props;
  const words = useTranslations();
  const format = useFormatter();

  function show(index: number, isShown: boolean) {
    const changed = new Set(hidden);
    if (isShown) changed.delete(index);
    else changed.add(index);
    setHidden(changed);
  }

  return (
    <div className={table["scroll"]}>
      <table className={table["table"]}>
        <thead>
          <tr>
            <th scope="col">
              <label className={style["all"]}>
                <input
                  type="checkbox"
                  checked={hidden.size === 0}
                  onChange={({ target }) => setHidden(new Set(target.checked ? [] : findings.keys()))}
                />
                {words("inspection.boxes")}
              </label>
            </th>
            <th scope="col">{words("inspection.part")}</th>
            <th scope="col">{words("inspection.state")}</th>
            <th scope="col" data-number>
              {words("inspection.expected")}
            </th>
            <th scope="col" data-number>
              {words("inspection.seen")}
            </th>
            <th scope="col" data-number>
              {words("inspection.confidence")}
            </th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, i) => {
            const name = finding.name ?? finding.label;
            const count = finding.boxes.length + (finding.place && finding.state !== "present" ? 1 : 0);
            return (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: findings have no other identity, and never change
                key={i}
                className={style["row"]}
                data-highlight={i === highlight}
                onPointerEnter={() => setHighlight(i)}
                onPointerLeave={() => setHighlight(undefined)}
                onFocus={() => setHighlight(i)}
                onBlur={() => setHighlight(undefined)}
              >
                <td>
                  <input
                    type="checkbox"
                    aria-label={words("inspection.showBoxes", { part: name })}
                    checked={!hidden.has(i)}
                    onChange={({ target }) => show(i, target.checked)}
                  />{" "}
                  {count === 0 ? <span title={words("inspection.nowhere")}>–</span> : count}
                </td>
                <td>{name}</td>
                <td>
                  <span className={style["state"]} data-state={finding.state}>
                    <span aria-hidden="true">{STATE_SYMBOLS[finding.state]}</span>{" "}
                    {words(`shell.states.${finding.state}`)}
                  </span>
                </td>
                <td data-number>{finding.text ? finding.text.expected : expectedText(finding.expected)}</td>
                <td data-number>
                  {finding.text ? finding.text.lines.map(({ text }) => text).join(" ") || "–" : finding.seen}
                  {finding.unsure > 0 ? ` ${words("inspection.unsure", { count: finding.unsure })}` : null}
                </td>
                <td data-number>
                  {finding.confidence === undefined
                    ? "–"
                    : format.number(finding.confidence, { style: "percent", maximumFractionDigits: 0 })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
