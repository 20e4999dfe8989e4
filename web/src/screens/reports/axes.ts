import type { ChartLook } from "./chart-look.ts";

/** Parts of charts that look the same everywhere. The tooltip is drawn, because the page allows no markup with styles. */
export function axes(
  look: ChartLook,
  { labels, format, scale = false, max }: AxesOptions,
): Record<string, unknown> {
  const axisLine = { lineStyle: { color: look.line } };
  return {
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: look.surface,
      borderColor: look.line,
      textStyle: { color: look.text },
      valueFormatter: (value: unknown) => (typeof value === "number" ? format(value) : "–"),
    },
    legend: { top: 0, type: "plain", textStyle: { color: look.text }, itemWidth: 24 },
    xAxis: {
      type: "category",
      data: labels,
      axisLine,
      axisLabel: { color: look.soft, hideOverlap: true, margin: 14 },
    },
    yAxis: {
      type: "value",
      scale,
      ...(scale ? {} : { min: 0 }),
      ...(max === undefined ? {} : { max }),
      axisLine,
      splitLine: { lineStyle: { color: look.grid } },
      // A fixed end would stand on top of the label before it.
      axisLabel: { color: look.soft, formatter: format, showMaxLabel: max === undefined },
    },
  };
}

type AxesOptions = {
  labels: readonly string[];
  format(value: number): string;
  /** Whether the axis may begin above 0. */
  scale?: boolean;
  max?: number;
};

/** Points of which something is to be said, on top of their line. */
export function diamonds(
  name: string,
  look: ChartLook,
  data: readonly (readonly [number, number])[],
): Record<string, unknown> {
  return {
    type: "scatter",
    name,
    data,
    symbol: "diamond",
    symbolSize: 14,
    itemStyle: { color: look.danger, borderColor: look.surface, borderWidth: 1 },
    z: 5,
  };
}
