import { unzipSync, zipSync } from "fflate";
import writeXlsxFile, { type Cell as XlsxCell } from "write-excel-file/node";
import type { QualityReport } from "../domain/report/quality-report.ts";
import type { Language } from "../domain/words/language.ts";
import { wordsOf } from "../domain/words/words-of.ts";
import type { Cell, ColumnFormat } from "./report-table.ts";
import { tablesOf } from "./report-tables.ts";

const NUMBER_FORMAT: Record<Exclude<ColumnFormat, "text">, string> = {
  count: "#,##0",
  share: "0.00%",
  decimal: "0.000",
  tenth: "#,##0.0",
  ms: "#,##0.0",
};
const NARROWEST = 12;
const WIDEST = 60;

/** A workbook with one sheet a table; numbers are unrounded, text is text and never a formula. */
export async function renderXlsx(report: QualityReport, language: Language): Promise<Uint8Array> {
  const names = wordsOf(language).report.sheets;
  const sheets = tablesOf(report, language).map(({ id, columns, rows }) => ({
    sheet: names[id],
    stickyRowsCount: 1,
    columns: columns.map(({ title }, i) => ({ width: widthOf([title, ...rows.map((row) => row[i])]) })),
    data: [
      columns.map(({ title }): XlsxCell => ({ value: title, type: String, fontWeight: "bold", wrap: true })),
      ...rows.map((row) => columns.map(({ format }, i) => xlsxCell(row[i], format))),
    ],
  }));
  return withFixedDates(await writeXlsxFile(sheets).toBuffer());
}

function xlsxCell(cell: Cell, format: ColumnFormat): XlsxCell {
  if (cell === undefined) return null;
  if (typeof cell === "string") return { value: cell, type: String };
  return format === "text"
    ? { value: cell, type: Number }
    : { value: cell, type: Number, format: NUMBER_FORMAT[format] };
}

function widthOf(cells: readonly Cell[]): number {
  const longest = Math.max(...cells.map((cell) => (typeof cell === "string" ? cell.length : 0)));
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
}

/** A zip says when each file in it was made. The first moment that it can say, by the clock of wherever this runs. */
function withFixedDates(zip: Uint8Array): Uint8Array {
  return zipSync(unzipSync(zip), { mtime: new Date(1980, 0, 1) });
}
