import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { axes, diamonds } from "./axes.ts";
import type { ChartLook } from "./chart-look.ts";
import { ChartSection } from "./chart-section.tsx";
import { InspectionsLink, inspectionsOf, useOpen } from "./period-link.tsx";
import { useNumbers } from "./use-numbers.ts";
import type { Report } from "./use-report.ts";

type Mark = Report["failRate"]["points"][number]["marks"][number];

/** The p-chart: whether the fail rate varies more than chance alone lets it, and what each mark means. */
export function FailRateSection({ report }: { report: Report }) {
  const words = useTranslations("reports");
  const numbers = useNumbers();
  const open = useOpen();
  const { periods, failRate } = report;
  const { points, center } = failRate;
  const option = useMemo(() => {
    return (look: ChartLook) => ({
      ...axes(look, {
        labels: points.map(({ period }) => periods[period]?.label ?? ""),
        format: numbers.percent,
      }),
      series: [
        limit(
          words("upper"),
          points.map((p) => p.upper),
          look,
          "dashed",
        ),
        limit(
          words("center"),
          points.map(() => center ?? 0),
          look,
          "solid",
        ),
        limit(
          words("lower"),
          points.map((p) => p.lower),
          look,
          "dotted",
        ),
        {
          type: "line",
          name: words("failRate"),
          data: points.map((p) => p.failRate),
          symbolSize: 7,
          lineStyle: { color: look.accent, width: 2.5 },
          itemStyle: { color: look.accent },
        },
        diamonds(
          words("marked"),
          look,
          points.flatMap((p, i) => (p.marks.length > 0 ? [[i, p.failRate] as const] : [])),
        ),
      ],
    });
  }, [points, center, periods, numbers, words]);
  const mark = ({ rule, side }: Mark) => `${words(side)}: ${words(`rules.${rule}`)}`;
  const marked = points.filter(({ marks }) => marks.length > 0);
  const sum =
    marked.length === 0
      ? words("notes.steady")
      : words("notes.marked", { marked: marked.length, of: points.length });
  return (
    <ChartSection
      title={words("failRate")}
      notes={[
        sum,
        ...(["marks1", "marks2", "marks3", "marks4"] as const).map((note) => words(`notes.${note}`)),
      ]}
      chart={{ option, onPick: (i) => open(inspectionsOf(report, points[i]?.period, "fail")) }}
      table={{
        columns: [
          { title: words("period") },
          { title: words("inspected"), isNumber: true },
          { title: words("fail"), isNumber: true },
          { title: words("failRate"), isNumber: true },
          { title: words("lower"), isNumber: true },
          { title: words("upper"), isNumber: true },
          { title: words("marked") },
        ],
        rows: points.map((p) => [
          <InspectionsLink key="link" address={inspectionsOf(report, p.period, "fail")}>
            {periods[p.period]?.label ?? ""}
          </InspectionsLink>,
          numbers.count(p.inspected),
          numbers.count(p.fails),
          ...[p.failRate, p.lower, p.upper].map(numbers.share),
          p.marks.map(mark).join("; "),
        ]),
      }}
      isTableOpen={false}
    />
  );
}

function limit(name: string, data: readonly number[], look: ChartLook, type: string) {
  return {
    type: "line",
    step: "middle",
    name,
    data,
    symbol: "none",
    lineStyle: { color: look.soft, type, width: 1.5 },
    itemStyle: { color: look.soft },
  };
}
