import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { axes } from "./axes.ts";
import type { ChartLook } from "./chart-look.ts";
import { ChartSection } from "./chart-section.tsx";
import { InspectionsLink, inspectionsOf, useOpen } from "./period-link.tsx";
import { useNumbers } from "./use-numbers.ts";
import type { Report } from "./use-report.ts";

/** First-pass yield over time, with the interval in which the true one lies. */
export function YieldSection({ report }: { report: Report }) {
  const words = useTranslations("reports");
  const numbers = useNumbers();
  const open = useOpen();
  const { periods } = report;
  const option = useMemo(() => {
    const known = periods.map(({ firstPassYield: y }) => (y.of === 0 ? undefined : y));
    return (look: ChartLook) => ({
      ...axes(look, {
        labels: periods.map(({ label }) => label),
        format: numbers.percent,
        scale: true,
        max: 1,
      }),
      series: [
        bound(
          words("atLeast"),
          known.map((y) => y?.low),
          look,
        ),
        {
          type: "line",
          name: words("yield"),
          data: known.map((y) => y?.share ?? null),
          symbolSize: 7,
          lineStyle: { color: look.accent, width: 2.5 },
          itemStyle: { color: look.accent },
        },
        bound(
          words("atMost"),
          known.map((y) => y?.high),
          look,
        ),
      ],
    });
  }, [periods, numbers, words]);
  return (
    <ChartSection
      title={words("yield")}
      notes={[words("notes.yield")]}
      chart={{ option, onPick: (period) => open(inspectionsOf(report, period)) }}
      table={{
        columns: [
          { title: words("period") },
          ...(["pass", "fail", "review", "rejected"] as const).map((verdict) => ({
            title: words(verdict),
            isNumber: true,
          })),
          { title: words("yield"), isNumber: true },
          { title: words("atLeast"), isNumber: true },
          { title: words("atMost"), isNumber: true },
        ],
        rows: periods.map((p, i) => [
          <InspectionsLink key="link" address={inspectionsOf(report, i)}>
            {p.label}
          </InspectionsLink>,
          ...[p.pass, p.fail, p.review, p.rejected].map(numbers.count),
          ...(p.firstPassYield.of === 0
            ? ["–", "–", "–"]
            : [p.firstPassYield.share, p.firstPassYield.low, p.firstPassYield.high].map(numbers.share)),
        ]),
      }}
    />
  );
}

function bound(name: string, data: readonly (number | undefined)[], look: ChartLook) {
  return {
    type: "line",
    name,
    data: data.map((value) => value ?? null),
    symbol: "none",
    lineStyle: { color: look.soft, type: "dashed", width: 1 },
    itemStyle: { color: look.soft },
  };
}
