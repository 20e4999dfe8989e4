import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { axes, diamonds } from "./axes.ts";
import { type ChartLook, DASHES, seriesColors } from "./chart-look.ts";
import { ChartSection } from "./chart-section.tsx";
import { InspectionsLink, inspectionsOf, useOpen } from "./period-link.tsx";
import { useNumbers } from "./use-numbers.ts";
import type { Report } from "./use-report.ts";

/** More lines cannot be told apart; the table has all. */
const MOST_LINES = 6;

type Line = { name: string; points: readonly (readonly [period: number, mean: number])[] };

function lines(look: ChartLook, all: readonly Line[]) {
  const colors = seriesColors(look);
  return all.map(({ name, points }, i) => ({
    type: "line",
    name,
    data: points,
    symbolSize: 6,
    lineStyle: { color: colors[i], type: DASHES[i % DASHES.length], width: 2 },
    itemStyle: { color: colors[i] },
  }));
}

/** How sure the recognizer was of each part, over time: it falls before parts fail. */
export function ConfidenceSection({ report }: { report: Report }) {
  const words = useTranslations("reports");
  const numbers = useNumbers();
  const open = useOpen();
  const { confidence, periods } = report;
  const option = useMemo(() => {
    const change = (c: Report["confidence"][number]) => Math.abs(c.drift?.change ?? 0);
    const shown = [...confidence].sort((a, b) => change(b) - change(a)).slice(0, MOST_LINES);
    return (look: ChartLook) => ({
      ...axes(look, {
        labels: periods.map(({ label }) => label),
        format: numbers.decimal,
        scale: true,
        max: 1,
      }),
      series: lines(
        look,
        shown.map(({ part, byPeriod }) => ({
          name: part,
          points: byPeriod.map(({ period, mean }) => [period, mean] as const),
        })),
      ),
    });
  }, [confidence, periods, numbers]);
  return (
    <ChartSection
      title={words("confidence")}
      notes={[words("notes.confidence")]}
      chart={{ option, onPick: (period) => open(inspectionsOf(report, period)) }}
      table={{
        columns: [
          { title: words("part") },
          ...(["photos", "mean", "deviation", "change"] as const).map((name) => ({
            title: words(name),
            isNumber: true,
          })),
          { title: words("marked") },
        ],
        rows: confidence.map(({ part, photos, mean, deviation, drift }) => [
          part,
          numbers.count(photos),
          ...[mean, deviation, drift?.change].map(numbers.decimal),
          drift?.marked ? words("drifts") : "",
        ]),
      }}
    />
  );
}

/** Brightness or sharpness of the photos by recipe, against the recipe's first photos of the range. */
export function ImageQualitySection({
  report,
  measure,
}: {
  report: Report;
  measure: "brightness" | "sharpness";
}) {
  const words = useTranslations("reports");
  const numbers = useNumbers();
  const open = useOpen();
  const { imageQuality, periods } = report;
  const format = measure === "brightness" ? numbers.decimal : numbers.tenth;
  const option = useMemo(() => {
    const shown = imageQuality.filter((series) => series.measure === measure).slice(0, MOST_LINES);
    const marked = shown.flatMap(({ byPeriod }) =>
      byPeriod.flatMap(({ period, mean, drift }) => (drift ? [[period, mean] as const] : [])),
    );
    return (look: ChartLook) => ({
      ...axes(look, { labels: periods.map(({ label }) => label), format, scale: true }),
      series: [
        ...lines(
          look,
          shown.flatMap(({ recipe, byPeriod, baseline }) => [
            { name: recipe, points: byPeriod.map(({ period, mean }) => [period, mean] as const) },
            ...(shown.length === 1
              ? [
                  {
                    name: words("baseline"),
                    points: byPeriod.map(({ period }) => [period, baseline.mean] as const),
                  },
                ]
              : []),
          ]),
        ),
        diamonds(words("marked"), look, marked),
      ],
    });
  }, [imageQuality, measure, periods, format, words]);
  return (
    <ChartSection
      title={words(measure)}
      notes={[words(`notes.${measure}`), words("notes.baseline")]}
      chart={{ option, onPick: (period) => open(inspectionsOf(report, period)) }}
      table={{
        columns: [
          { title: words("period") },
          { title: words("recipe") },
          { title: words("photos"), isNumber: true },
          { title: words("mean"), isNumber: true },
          { title: words("baseline"), isNumber: true },
          { title: words("marked") },
        ],
        rows: imageQuality
          .filter((series) => series.measure === measure)
          .flatMap(({ recipe, baseline, byPeriod }) =>
            byPeriod.map(({ period, photos, mean, drift }) => [
              <InspectionsLink key="link" address={inspectionsOf(report, period)}>
                {periods[period]?.label ?? ""}
              </InspectionsLink>,
              recipe,
              numbers.count(photos),
              format(mean),
              format(baseline.mean),
              drift ? words(`drift.${measure}.${drift}`) : "",
            ]),
          ),
      }}
    />
  );
}
