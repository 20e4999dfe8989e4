import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { axes } from "./axes.ts";
import type { ChartLook } from "./chart-look.ts";
import { ChartSection } from "./chart-section.tsx";
import { useNumbers } from "./use-numbers.ts";
import type { Report } from "./use-report.ts";

const VERDICTS = ["pass", "fail", "review"] as const;

/** What people said of what the system said, and what that tells of escapes. */
export function PeopleSection({ report }: { report: Report }) {
  const words = useTranslations("reports");
  const numbers = useNumbers();
  const { table, kappa, overruled, escapes, falseRejects, sampled } = report.agreement;
  const option = useMemo(() => {
    return (look: ChartLook) => ({
      ...axes(look, { labels: VERDICTS.map((verdict) => words(verdict)), format: numbers.count }),
      series: (["pass", "fail"] as const).map((said) => ({
        type: "bar",
        name: words(said === "pass" ? "peopleSaidPass" : "peopleSaidFail"),
        stack: "said",
        data: VERDICTS.map((verdict) => table[verdict][said]),
        itemStyle: { color: look[said] },
        barMaxWidth: 80,
      })),
    });
  }, [table, numbers, words]);
  const sum =
    overruled.of === 0
      ? words("notes.nobody")
      : words("notes.overruled", {
          of: overruled.of,
          events: overruled.events,
          share: numbers.share(overruled.share),
          kappa: numbers.decimal(kappa),
        });
  const estimate = (name: string, e: typeof escapes) => [
    name,
    ...[e.reviewed.of, e.reviewed.events, e.verdicts].map(numbers.count),
    ...[e.expected, e.low, e.high].map(numbers.tenth),
  ];
  return (
    <ChartSection
      title={words("people")}
      notes={[sum, words("notes.estimates"), words("notes.kappa")]}
      {...(overruled.of === 0 ? {} : { chart: { option } })}
      isTableOpen
      table={{
        columns: [
          { title: words("what") },
          ...(["lookedAt", "wrong", "verdicts", "expected", "noFewer", "noMore"] as const).map((name) => ({
            title: words(name),
            isNumber: true,
          })),
        ],
        rows: [
          [
            words("escapesSampled"),
            ...[sampled.reviewed, sampled.wrong, sampled.passes].map(numbers.count),
            ...[sampled.expected, sampled.low, sampled.high].map(numbers.tenth),
          ],
          estimate(words("escapes"), escapes),
          estimate(words("falseRejects"), falseRejects),
        ],
      }}
    />
  );
}
