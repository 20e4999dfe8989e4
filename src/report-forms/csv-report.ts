import { stringify } from "csv-stringify/sync";
import type { QualityReport } from "../domain/report/quality-report.ts";
import { defuse } from "./defuse.ts";
import { tablesOf } from "./report-tables.ts";

/**
 * Every number of every table as one row: table, row, column, value, unrounded. Names of parts and lines come from
 * outside: text that a spreadsheet would take for a formula is kept from being one by an apostrophe in front of it.
 * For programs, so it speaks English whoever reads it.
 */
export function renderCsv(report: QualityReport): string {
  const rows = tablesOf(report, "en").flatMap(({ id, columns, rows: tableRows }) =>
    tableRows.flatMap((cells, row) =>
      columns.map(({ title }, i) => {
        const value = cells[i];
        return {
          table: id,
          row: row + 1,
          column: title,
          value: typeof value === "string" ? defuse(value) : value,
        };
      }),
    ),
  );
  return stringify(rows, {
    header: true,
    columns: ["table", "row", "column", "value"],
    record_delimiter: "windows",
  });
}
