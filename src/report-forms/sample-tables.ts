import type { QualityReport } from "../domain/report/quality-report.ts";
import type { ReportWords } from "../domain/words/report-en.ts";
import type { Words } from "../domain/words/words-of.ts";
import { count, type ReportTable, text } from "./report-table.ts";

/** The strata behind the estimate; none where nobody looked at a random sample. */
export function sampling(
  { agreement: { sampled } }: QualityReport,
  { columns: c, rows, tables }: ReportWords,
): ReportTable {
  return {
    id: "sampling",
    title: tables.sampling,
    columns: [
      text(c.recipe),
      text(c.line),
      text(c.band),
      count(c.passes),
      count(c.lookedAt),
      count(c.ofTheseWrong),
    ],
    rows:
      sampled.reviewed === 0
        ? []
        : sampled.strata.map(({ recipe, line, band, passes, reviewed, wrong }) => [
            ...[recipe, line, rows.bands[band], passes, reviewed, wrong],
          ]),
  };
}

export function examples(
  { examples }: QualityReport,
  { columns: c, rows, tables }: ReportWords,
  { verdicts }: Words["common"],
): ReportTable {
  return {
    id: "examples",
    title: tables.examples,
    columns: [
      text(c.kind),
      text(c.received),
      text(c.recipe),
      text(c.line),
      text(c.widget),
      text(c.verdict),
      text(c.reasons),
      text(c.inspection),
    ],
    rows: examples.map(({ kind, receivedAt, recipe, line = "", widget, verdict, reasons, inspectionId }) => [
      ...[rows.kinds[kind], receivedAt, recipe, line, widget, verdicts[verdict], reasons.join("; ")],
      inspectionId,
    ]),
  };
}
