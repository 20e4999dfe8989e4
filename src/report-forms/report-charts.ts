import type { EChartsCoreOption } from "echarts/core";
import type { QualityReport } from "../domain/report/quality-report.ts";
import type { Language } from "../domain/words/language.ts";
import type { ReportWords } from "../domain/words/report-en.ts";
import { type Speech, speak } from "../domain/words/speak.ts";
import { type Words, wordsOf } from "../domain/words/words-of.ts";
import { drawChart, INK } from "./draw-chart.ts";

export type ReportChart = { title: string; note: string; svg: string };

/** More than these cannot be told apart in a chart; the table has all. */
const MOST_PARTS = 12;
const MOST_LINES = 6;
const DASHES = ["solid", "dashed", "dotted"] as const;
const LINE_COLORS = [INK.line, INK.bad, INK.good, "#cc79a7", "#e69f00", "#000000"];

/** A chart is left out where there is nothing to draw. */
export function chartsOf(report: QualityReport, language: Language) {
  const { report: words, common } = wordsOf(language);
  const charts = words.charts;
  const speech = speak(language);
  return {
    verdicts:
      report.madeFrom.inspections === 0
        ? undefined
        : verdicts(report, charts.verdicts, common.verdicts, speech),
    faults: report.faults.some((f) => f.state === "missing")
      ? missingParts(report, charts.missing, speech)
      : undefined,
    failRate: report.failRate.points.length === 0 ? undefined : failRate(report, charts.failRate, speech),
    confidence: report.confidence.length === 0 ? undefined : confidence(report, charts.confidence, speech),
    brightness: imageQuality(report, "brightness", charts, speech),
    sharpness: imageQuality(report, "sharpness", charts, speech),
    latency: report.latency.byPeriod.length === 0 ? undefined : latency(report, charts.latency, speech),
  };
}

function verdicts(
  { periods, periodUnit }: QualityReport,
  words: ChartWords["verdicts"],
  names: Words["common"]["verdicts"],
  speech: Speech,
): ReportChart {
  const bar = (key: keyof typeof names, color: string) => ({
    type: "bar",
    stack: "verdicts",
    name: names[key],
    data: periods.map((p) => p[key]),
    itemStyle: { color },
    barMaxWidth: 40,
  });
  const option = {
    legend: { top: 0, itemWidth: 14 },
    grid: GRID,
    xAxis: periodAxis(periods),
    yAxis: { type: "value", minInterval: 1, axisLabel: { formatter: speech.number } },
    series: [
      bar("pass", INK.good),
      bar("fail", INK.bad),
      bar("review", "#e69f00"),
      bar("rejected", INK.quiet),
    ],
  };
  return {
    title: words.title,
    note: words.note(periodUnit),
    svg: drawChart("verdicts", option, 260),
  };
}

function missingParts({ faults }: QualityReport, words: ChartWords["missing"], speech: Speech): ReportChart {
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
      { type: "value", minInterval: 1, axisLabel: { formatter: speech.number } },
      { type: "value", min: 0, max: 1, splitLine: { show: false }, axisLabel: percentLabel(speech) },
    ],
    series: [
      {
        type: "bar",
        name: words.inspections,
        data: missing.map((f) => f.inspections),
        itemStyle: { color: INK.bad },
        barMaxWidth: 60,
        // A border around the digits, the default, hides them in a PDF.
        label: {
          show: true,
          position: "top",
          color: "#333",
          textBorderWidth: 0,
          formatter: ({ value }: { value: number }) => speech.number(value),
        },
      },
      {
        type: "line",
        name: words.cumulative,
        yAxisIndex: 1,
        data: missing.map((f) => f.cumulative),
        lineStyle: { color: INK.line },
        itemStyle: { color: INK.line },
        symbol: "circle",
      },
    ],
  };
  return { title: words.title, note: words.note, svg: drawChart("missing", option, 300) };
}

function failRate(
  { failRate: { points, center }, periods }: QualityReport,
  words: ChartWords["failRate"],
  speech: Speech,
): ReportChart {
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
    yAxis: { type: "value", min: 0, axisLabel: percentLabel(speech) },
    series: [
      limit(
        words.upper,
        points.map((p) => p.upper),
        "dashed",
      ),
      limit(
        words.center,
        points.map(() => center ?? 0),
        "solid",
      ),
      limit(
        words.lower,
        points.map((p) => p.lower),
        "dotted",
      ),
      {
        type: "line",
        name: words.rate,
        data: points.map((p) => p.failRate),
        symbol: "circle",
        symbolSize: 5,
        lineStyle: { color: INK.line },
        itemStyle: { color: INK.line },
      },
      {
        type: "scatter",
        name: words.marked,
        data: points.flatMap((p, i) => (p.marks.length === 0 ? [] : [[i, p.failRate]])),
        symbol: "diamond",
        symbolSize: 13,
        itemStyle: { color: INK.bad },
      },
    ],
  };
  return { title: words.title, note: words.note, svg: drawChart("fail-rate", option, 300) };
}

function confidence(
  { confidence, periods }: QualityReport,
  words: ChartWords["confidence"],
  speech: Speech,
): ReportChart {
  const change = (c: (typeof confidence)[number]) => Math.abs(c.drift?.change ?? 0);
  const shown = [...confidence].sort((a, b) => change(b) - change(a)).slice(0, MOST_LINES);
  const option = {
    legend: { top: 0, itemWidth: 28, formatter: (name: string) => shorten(name, 30) },
    grid: GRID,
    xAxis: periodAxis(periods),
    yAxis: { type: "value", scale: true, max: 1, axisLabel: { formatter: speech.decimal } },
    series: shown.map(({ part, byPeriod }, i) => ({
      type: "line",
      name: part,
      data: byPeriod.map(({ period, mean }) => [period, mean]),
      symbolSize: 4,
      lineStyle: { color: LINE_COLORS[i], type: DASHES[i % DASHES.length] },
      itemStyle: { color: LINE_COLORS[i] },
    })),
  };
  const which = confidence.length > shown.length ? words.some(shown.length) : "";
  const note = `${which}${words.note}`;
  return { title: words.title, note, svg: drawChart("confidence", option, 260) };
}

function imageQuality(
  { imageQuality, periods }: QualityReport,
  measure: "brightness" | "sharpness",
  words: ChartWords,
  speech: Speech,
): ReportChart | undefined {
  const all = imageQuality.filter((series) => series.measure === measure);
  const shown = all.slice(0, MOST_LINES);
  if (shown.length === 0) return undefined;
  const option = {
    legend: { top: 0, itemWidth: 28, formatter: (name: string) => shorten(name, 30) },
    grid: GRID,
    xAxis: periodAxis(periods),
    yAxis: { type: "value", scale: true, axisLabel: { formatter: speech.decimal } },
    series: shown.flatMap(({ recipe, byPeriod }, i) => [
      {
        type: "line",
        name: recipe,
        data: byPeriod.map(({ period, mean }) => [period, mean]),
        symbolSize: 4,
        lineStyle: { color: LINE_COLORS[i], type: DASHES[i % DASHES.length] },
        itemStyle: { color: LINE_COLORS[i] },
      },
      {
        type: "scatter",
        name: words.failRate.marked,
        data: byPeriod.flatMap(({ period, mean, drift }) => (drift ? [[period, mean]] : [])),
        symbol: "diamond",
        symbolSize: 13,
        itemStyle: { color: INK.bad },
      },
    ]),
  };
  const { title, note } = words[measure];
  const which = all.length > shown.length ? words.some(shown.length) : "";
  return { title, note: `${which}${note}`, svg: drawChart(measure, option, 230) };
}

function latency(
  { latency: { byPeriod }, periods }: QualityReport,
  words: ChartWords["latency"],
  speech: Speech,
): ReportChart {
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
    yAxis: {
      type: "value",
      min: 0,
      axisLabel: { formatter: (value: number) => `${speech.number(value)} ms` },
    },
    series: [line(words.half, "p50", INK.line, "solid"), line(words.most, "p95", INK.bad, "dashed")],
  };
  return {
    title: words.title,
    note: words.note,
    svg: drawChart("latency", option, 230),
  };
}

type ChartWords = ReportWords["charts"];

const GRID = { left: 60, right: 20, top: 34, bottom: 30 };

function periodAxis(periods: QualityReport["periods"]): EChartsCoreOption {
  return { type: "category", data: periods.map((p) => p.label), axisLabel: { hideOverlap: true } };
}

function percentLabel({ percent }: Speech) {
  return { formatter: (share: number) => percent(share, 1) };
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
