import type { EChartsCoreOption } from "echarts/core";
import type { QualityReport } from "../domain/report/quality-report.ts";
import { drawChart, INK } from "./draw-chart.ts";

export type ReportChart = { title: string; note: string; svg: string };

/** More than these cannot be told apart in a chart; the table has all. */
const MOST_PARTS = 12;
const MOST_LINES = 6;
const DASHES = ["solid", "dashed", "dotted"] as const;
const LINE_COLORS = [INK.line, INK.bad, INK.good, "#cc79a7", "#e69f00", "#000000"];

/** A chart is left out where there is nothing to draw. */
export function chartsOf(report: QualityReport) {
  return {
    verdicts: report.madeFrom.inspections === 0 ? undefined : verdicts(report),
    faults: report.faults.some((f) => f.state === "missing") ? missingParts(report) : undefined,
    failRate: report.failRate.points.length === 0 ? undefined : failRate(report),
    confidence: report.confidence.length === 0 ? undefined : confidence(report),
    latency: report.latency.byPeriod.length === 0 ? undefined : latency(report),
  };
}

function verdicts({ periods, periodUnit }: QualityReport): ReportChart {
  const bar = (name: string, key: "pass" | "fail" | "review" | "rejected", color: string) => ({
    type: "bar",
    stack: "verdicts",
    name,
    data: periods.map((p) => p[key]),
    itemStyle: { color },
    barMaxWidth: 40,
  });
  const option = {
    legend: { top: 0, itemWidth: 14 },
    grid: GRID,
    xAxis: periodAxis(periods),
    yAxis: { type: "value", minInterval: 1 },
    series: [
      bar("pass", "pass", INK.good),
      bar("fail", "fail", INK.bad),
      bar("review", "review", "#e69f00"),
      bar("rejected", "rejected", INK.quiet),
    ],
  };
  return {
    title: "Verdicts",
    note: `Photos with a verdict, by ${periodUnit}.`,
    svg: drawChart("verdicts", option, 260),
  };
}

function missingParts({ faults }: QualityReport): ReportChart {
  const missing = faults.filter((f) => f.state === "missing").slice(0, MOST_PARTS);
  const option = {
    legend: { top: 0, itemWidth: 20 },
    grid: { ...GRID, right: 55, bottom: 44 },
    xAxis: {
      type: "category",
      data: missing.map((f) => shorten(f.part, 40)),
      axisLabel: { interval: 0, width: 800 / missing.length - 8, overflow: "break", hideOverlap: false },
    },
    yAxis: [
      { type: "value", minInterval: 1 },
      { type: "value", min: 0, max: 1, splitLine: { show: false }, axisLabel: { formatter: percent } },
    ],
    series: [
      {
        type: "bar",
        name: "inspections",
        data: missing.map((f) => f.inspections),
        itemStyle: { color: INK.bad },
        barMaxWidth: 60,
        // A border around the digits, the default, hides them in a PDF.
        label: { show: true, position: "top", color: "#333", textBorderWidth: 0 },
      },
      {
        type: "line",
        name: "cumulative share",
        yAxisIndex: 1,
        data: missing.map((f) => f.cumulative),
        lineStyle: { color: INK.line },
        itemStyle: { color: INK.line },
        symbol: "circle",
      },
    ],
  };
  const note =
    "Inspections in which the part was missing, most frequent first, and the share that they make up together.";
  return { title: "Missing parts", note, svg: drawChart("missing", option, 300) };
}

function failRate({ failRate: { points, center }, periods }: QualityReport): ReportChart {
  const shown = points.map((p) => periods[p.period]).flatMap((p) => (p === undefined ? [] : [p]));
  const limit = (name: string, data: number[], dash: string) => ({
    type: "line",
    step: "middle",
    name,
    data,
    symbol: "none",
    lineStyle: { color: INK.limit, type: dash, width: 1.5 },
    itemStyle: { color: INK.limit },
  });
  const option = {
    legend: { top: 0, itemWidth: 24 },
    grid: GRID,
    xAxis: periodAxis(shown),
    yAxis: { type: "value", min: 0, axisLabel: { formatter: percent } },
    series: [
      limit(
        "upper limit",
        points.map((p) => p.upper),
        "dashed",
      ),
      limit(
        "center",
        points.map(() => center ?? 0),
        "solid",
      ),
      limit(
        "lower limit",
        points.map((p) => p.lower),
        "dotted",
      ),
      {
        type: "line",
        name: "fail rate",
        data: points.map((p) => p.failRate),
        symbol: "circle",
        symbolSize: 5,
        lineStyle: { color: INK.line },
        itemStyle: { color: INK.line },
      },
      {
        type: "scatter",
        name: "marked",
        data: points.flatMap((p, i) => (p.marks.length === 0 ? [] : [[i, p.failRate]])),
        symbol: "diamond",
        symbolSize: 13,
        itemStyle: { color: INK.bad },
      },
    ],
  };
  const note = "Fails of what was inspected; the limits are wider where fewer photos came.";
  return { title: "Fail rate (p-chart)", note, svg: drawChart("fail-rate", option, 300) };
}

function confidence({ confidence, periods }: QualityReport): ReportChart {
  const change = (c: (typeof confidence)[number]) => Math.abs(c.drift?.change ?? 0);
  const shown = [...confidence].sort((a, b) => change(b) - change(a)).slice(0, MOST_LINES);
  const option = {
    legend: { top: 0, itemWidth: 28, formatter: (name: string) => shorten(name, 30) },
    grid: GRID,
    xAxis: periodAxis(periods),
    yAxis: { type: "value", scale: true, max: 1 },
    series: shown.map(({ part, byPeriod }, i) => ({
      type: "line",
      name: part,
      data: byPeriod.map(({ period, mean }) => [period, mean]),
      symbolSize: 4,
      lineStyle: { color: LINE_COLORS[i], type: DASHES[i % DASHES.length] },
      itemStyle: { color: LINE_COLORS[i] },
    })),
  };
  const which = confidence.length > shown.length ? `The ${shown.length} parts that changed most. ` : "";
  const note = `${which}Mean confidence of the weakest detection that was counted.`;
  return { title: "Confidence over time", note, svg: drawChart("confidence", option, 260) };
}

function latency({ latency: { byPeriod }, periods }: QualityReport): ReportChart {
  const line = (name: string, key: "p50" | "p95", color: string, dash: string) => ({
    type: "line",
    name,
    data: byPeriod.map((q) => [q.period, q[key]]),
    symbolSize: 4,
    lineStyle: { color, type: dash },
    itemStyle: { color },
  });
  const option = {
    legend: { top: 0, itemWidth: 28 },
    grid: GRID,
    xAxis: periodAxis(periods),
    yAxis: { type: "value", min: 0, axisLabel: { formatter: "{value} ms" } },
    series: [line("half within", "p50", INK.line, "solid"), line("95 % within", "p95", INK.bad, "dashed")],
  };
  return {
    title: "Time of an inspection",
    note: "From decoding to storing.",
    svg: drawChart("latency", option, 230),
  };
}

const GRID = { left: 60, right: 20, top: 34, bottom: 30 };

function periodAxis(periods: QualityReport["periods"]): EChartsCoreOption {
  return { type: "category", data: periods.map((p) => p.label), axisLabel: { hideOverlap: true } };
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
