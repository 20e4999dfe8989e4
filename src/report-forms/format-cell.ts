import type { Language } from "../domain/words/language.ts";
import { speak } from "../domain/words/speak.ts";
import type { Cell, ColumnFormat } from "./report-table.ts";

/** A cell as people of a language read it, rounded; unknown is a dash, never 0. */
export function formatCell(cell: Cell, format: ColumnFormat, language: Language): string {
  if (cell === undefined) return "–";
  if (typeof cell === "string") return cell;
  const { number, tenth, decimal, share } = speak(language);
  switch (format) {
    case "share":
      return share(cell);
    case "decimal":
      return decimal(cell);
    case "tenth":
      return tenth(cell);
    case "ms":
      return `${cell < 10 ? tenth(cell) : number(cell)} ms`;
    case "count":
    case "text":
      return number(cell);
  }
}
