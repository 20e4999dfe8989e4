import type { Cell, ColumnFormat } from "./report-tables.ts";

const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const TENTH = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const DECIMAL = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });
const PERCENT = new Intl.NumberFormat("en-US", {
  style: "percent",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** A cell as people read it, rounded; unknown is a dash, never 0. */
export function formatCell(cell: Cell, format: ColumnFormat): string {
  if (cell === undefined) return "–";
  if (typeof cell === "string") return cell;
  switch (format) {
    case "share":
      return PERCENT.format(cell);
    case "decimal":
      return DECIMAL.format(cell);
    case "tenth":
      return TENTH.format(cell);
    case "ms":
      return `${cell < 10 ? TENTH.format(cell) : WHOLE.format(cell)} ms`;
    case "count":
    case "text":
      return WHOLE.format(cell);
  }
}
