import type { QualityReport } from "../domain/report/quality-report.ts";
import type { ReportWords } from "../domain/words/report-en.ts";
import { type Cell, count, decimal, type ReportTable, tenth, text } from "./report-table.ts";

export function imageQuality(
  { imageQuality }: QualityReport,
  { columns: c, rows, tables }: ReportWords,
): ReportTable {
  return {
    id: "image-quality",
    title: tables.imageQuality,
    columns: [
      text(c.recipe),
      text(c.measure),
      count(c.photos),
      decimal(c.meanValue),
      decimal(c.deviation),
      count(c.baselinePhotos),
      decimal(c.baseline),
      count(c.marked),
      text(c.mark),
    ],
    rows: imageQuality.map(({ recipe, measure, photos, mean, deviation, baseline, byPeriod }) => {
      const marks = byPeriod.flatMap(({ drift }) => drift ?? []);
      const seen = [...new Set(marks)].map((drift) => rows[measure][drift]).join("; ");
      const name = measure === "brightness" ? c.brightness : c.sharpness;
      return [recipe, name, photos, mean, deviation, baseline.photos, baseline.mean, marks.length, seen];
    }),
  };
}

/** One row a period and recipe, so that both measures of the same photos stand side by side. */
export function imageQualityPeriods(
  { imageQuality, periods, periodUnit }: QualityReport,
  { columns: c, rows, tables }: ReportWords,
): ReportTable {
  const sharpness = new Map(
    imageQuality
      .filter(({ measure }) => measure === "sharpness")
      .flatMap(({ recipe, byPeriod }) => byPeriod.map((p) => [`${p.period} ${recipe}`, p] as const)),
  );
  return {
    id: "image-quality-periods",
    title: tables.imageQualityPeriods(periodUnit),
    columns: [
      text(c.from(periodUnit)),
      text(c.recipe),
      count(c.photos),
      decimal(c.brightness),
      text(c.brightnessMark),
      tenth(c.sharpness),
      text(c.sharpnessMark),
    ],
    rows: imageQuality
      .filter(({ measure }) => measure === "brightness")
      .flatMap(({ recipe, byPeriod }) =>
        byPeriod.map(({ period, photos, mean, drift }): Cell[] => {
          const other = sharpness.get(`${period} ${recipe}`);
          return [
            ...[periods[period]?.label, recipe, photos, mean, drift ? rows.brightness[drift] : ""],
            ...[other?.mean, other?.drift ? rows.sharpness[other.drift] : ""],
          ];
        }),
      ),
  };
}
