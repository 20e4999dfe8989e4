import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

/** Colors that people with color blindness tell apart (Okabe and Ito, 2008). */
export const INK = {
  line: "#0072b2",
  bar: "#56b4e9",
  bad: "#d55e00",
  good: "#009e73",
  quiet: "#777777",
  limit: "#999999",
} as const;

export const FONT = "Roboto";
/** A screen may lack it; a PDF brings it along. */
const FONTS = `${FONT}, Helvetica, Arial, sans-serif`;
const WIDTH = 900;

/**
 * A chart as SVG text, drawn without a browser. The same options give the same bytes: what the library counts up
 * over the life of the process, and needs for pointers only, is taken out.
 * @param name keeps the ids inside of several charts on one page apart
 * @param height in the units of a chart that is 900 wide
 */
export function drawChart(name: string, option: EChartsCoreOption, height: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      silent: true,
      textStyle: { fontFamily: FONTS, fontSize: 12, color: "#333" },
      ...option,
    });
    return withoutCounters(chart.renderToSVGString(), name);
  } finally {
    chart.dispose();
  }
}

function withoutCounters(svg: string, name: string): string {
  return svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "")
    .replace(/ class="[^"]*"/g, "")
    .replace(/ pointer-events="[^"]*"/g, "")
    .replace(/zr\d+-/g, `${name}-`);
}
