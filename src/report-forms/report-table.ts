/** How a number is shown; the number itself is the same in every form. `share` is 0 to 1, `ms` milliseconds. */
export type ColumnFormat = "text" | "count" | "share" | "decimal" | "tenth" | "ms";
export type Column = { title: string; format: ColumnFormat };
export type Cell = string | number | undefined;
export type ReportTable = { id: TableId; title: string; columns: Column[]; rows: Cell[][] };

export type TableId =
  | "photos"
  | "groups"
  | "faults"
  | "periods"
  | "fail-rate"
  | "confidence"
  | "image-quality"
  | "image-quality-periods"
  | "sampling"
  | "examples"
  | "latency"
  | "people"
  | "estimates"
  | "made-from";

export const text = (title: string): Column => ({ title, format: "text" });
export const count = (title: string): Column => ({ title, format: "count" });
export const share = (title: string): Column => ({ title, format: "share" });
export const decimal = (title: string): Column => ({ title, format: "decimal" });
export const tenth = (title: string): Column => ({ title, format: "tenth" });
export const ms = (title: string): Column => ({ title, format: "ms" });
