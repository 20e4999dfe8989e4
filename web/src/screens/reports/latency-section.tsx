import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { axes } from "./axes.ts";
import type { ChartLook } from "./chart-look.ts";
import { ChartSection } from "./chart-section.tsx";
import { useNumbers } from "./use-numbers.ts";
import type { Report } from "./use-report.ts";

/** How long inspections took, and how long widgets waited for their verdicts. */
export function LatencySection({ report }: { report: Report }) {
  const words = useTranslations("reports");
  const numbers = useNumbers();
  const { latency, periods } = report;
  const option = useMemo(() => {
    return (look: ChartLook) => {
      const at = new Map(latency.byPeriod.map((q) => [q.period, q]));
      const line = (key: "p50" | "p95", color: string, type: string) => ({
        type: "line",
        name: words(key),
        data: periods.map((_, i) => at.get(i)?.[key] ?? null),
        symbolSize: 6,
        lineStyle: { color, type, width: 2 },
        itemStyle: { color },
      });
      return {
        ...axes(look, { labels: periods.map(({ label }) => label), format: numbers.ms }),
        series: [line("p50", look.accent, "solid"), line("p95", look.danger, "dashed")],
      };
    };
  }, [latency, periods, numbers, words]);
  const rows = [
    ...(latency.inspect ? [[words("inspection"), latency.inspect] as const] : []),
    ...(latency.wait ? [[words("wait"), latency.wait] as const] : []),
  ];
  return (
    <ChartSection
      title={words("latency")}
      notes={[words("notes.latency")]}
      chart={{ option }}
      table={{
        columns: [
          { title: words("what") },
          ...(["photos", "p50", "p95", "p99", "longest"] as const).map((name) => ({
            title: words(name),
            isNumber: true,
          })),
        ],
        rows: [...rows, ...latency.byPeriod.map((q) => [periods[q.period]?.label ?? "", q] as const)].map(
          ([what, q]) => [what, numbers.count(q.photos), ...[q.p50, q.p95, q.p99, q.max].map(numbers.ms)],
        ),
      }}
    />
  );
}
