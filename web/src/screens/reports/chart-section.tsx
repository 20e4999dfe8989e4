import { lazy, type ReactNode, Suspense } from "react";
import { useTranslations } from "use-intl";
import { Panel } from "../../components/panel.tsx";
import table from "../../components/table.module.css";
import style from "./reports-screen.module.css";

/** The library for charts is large, and who reads tables does not need it. */
const Chart = lazy(async () => ({ default: (await import("./chart.tsx")).Chart }));

export type ReportTable = {
  columns: readonly { title: string; isNumber?: boolean }[];
  rows: readonly (readonly ReactNode[])[];
};

type ChartSectionProps = {
  title: string;
  notes: readonly string[];
  chart?: Omit<Parameters<typeof Chart>[0], "label">;
  table: ReportTable;
  /** Where the chart says little, or there is none. */
  isTableOpen?: boolean;
};

/** What a chart shows and means, and the same as a table. */
export function ChartSection({ title, notes, chart, table: shown, isTableOpen = false }: ChartSectionProps) {
  const words = useTranslations("reports");
  return (
    <Panel title={title}>
      {notes.slice(0, 1).map((note) => (
        <p key={note}>{note}</p>
      ))}
      {chart ? (
        <Suspense fallback={<div className={style["chartWaits"]} />}>
          <Chart label={words("chartOf", { title })} {...chart} />
        </Suspense>
      ) : null}
      {notes.length > 1 ? (
        <details>
          <summary>{words("meaning")}</summary>
          {notes.slice(1).map((note) => (
            <p key={note} className={style["meaning"]}>
              {note}
            </p>
          ))}
        </details>
      ) : null}
      <details open={isTableOpen}>
        <summary>{words("asTable")}</summary>
        <NumbersTable {...shown} />
      </details>
    </Panel>
  );
}

function NumbersTable({ columns, rows }: ReportTable) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={table["scroll"]} tabIndex={0}>
      <table className={table["table"]}>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" data-number={isNumber || undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and never move
            <tr key={row}>
              {cells.map((cell, i) => (
                <td key={columns[i]?.title} data-number={columns[i]?.isNumber || undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
