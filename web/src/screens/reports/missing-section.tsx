import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { axes } from "./axes.ts";
import type { ChartLook } from "./chart-look.ts";
import { ChartSection } from "./chart-section.tsx";
import { inspectionsOf, useOpen } from "./period-link.tsx";
import { useNumbers } from "./use-numbers.ts";
import type { Report } from "./use-report.ts";

/** More bars cannot be told apart; the table has all. */
const MOST_PARTS = 12;

/** Which parts are missing most often, and how much of all of it they make up together (Pareto). */
export function MissingSection({ report }: { report: Report }) {
  const words = useTranslations("reports");
  const numbers = useNumbers();
  const open = useOpen();
  const { faults } = report;
  const option = useMemo(() => {
    const missing = faults.filter(({ state }) => state === "missing").slice(0, MOST_PARTS);
    return (look: ChartLook) => {
      const { yAxis, ...rest } = axes(look, {
        labels: missing.map(({ part }) => part),
        format: numbers.count,
      });
      return {
        ...rest,
        yAxis: [
          yAxis,
          {
            type: "value",
            min: 0,
            max: 1,
            splitLine: { show: false },
            axisLabel: { color: look.soft, formatter: numbers.percent },
          },
        ],
        series: [
          {
            type: "bar",
            name: words("inspections"),
            data: missing.map(({ inspections }) => inspections),
            itemStyle: { color: look.fail },
            barMaxWidth: 64,
          },
          {
            type: "line",
            name: words("cumulative"),
            yAxisIndex: 1,
            data: missing.map(({ cumulative }) => cumulative),
            symbolSize: 7,
            lineStyle: { color: look.accent, width: 2 },
            itemStyle: { color: look.accent },
            tooltip: { valueFormatter: numbers.percent },
          },
        ],
      };
    };
  }, [faults, numbers, words]);
  const hasMissing = faults.some(({ state }) => state === "missing");
  return (
    <ChartSection
      title={words("missing")}
      notes={[faults.length === 0 ? words("notes.noFaults") : words("notes.missing")]}
      {...(hasMissing
        ? { chart: { option, onPick: () => open(inspectionsOf(report, undefined, "fail")) } }
        : {})}
      table={{
        columns: [
          { title: words("part") },
          { title: words("state") },
          { title: words("inspections"), isNumber: true },
          { title: words("shareOfState"), isNumber: true },
          { title: words("cumulative"), isNumber: true },
        ],
        rows: faults.map((f) => [
          f.part,
          words(`states.${f.state}`),
          numbers.count(f.inspections),
          numbers.share(f.share),
          numbers.share(f.cumulative),
        ]),
      }}
    />
  );
}
