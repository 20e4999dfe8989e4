import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTheme } from "../../app/use-theme.ts";
import style from "./chart.module.css";
import { type ChartLook, readLook } from "./chart-look.ts";

use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const NARROW_PX = 480;

type ChartProps = {
  /** What it shows, for who cannot see it; the table beside it has the numbers. */
  label: string;
  option(look: ChartLook): EChartsCoreOption;
  /** A point was clicked: its place along the horizontal axis. */
  onPick?: ((index: number) => void) | undefined;
};

/** A chart that fits its place and the page's colors. Everything it says is also in a table, so it takes no focus. */
export function Chart({ label, option, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const [theme] = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme is another drawing, by the page's colors
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element, null, { renderer: "svg" });
    const draw = () => drawInto(chart, element, option);
    draw();
    chart.on("click", ({ value, dataIndex }) => {
      // A marked point says its place itself: it is one of few in a series of its own.
      pick.current?.(Array.isArray(value) && typeof value[0] === "number" ? value[0] : dataIndex);
    });
    const resized = new ResizeObserver(() => {
      chart.resize();
      draw();
    });
    resized.observe(element);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    return () => {
      dark.removeEventListener("change", draw);
      resized.disconnect();
      chart.dispose();
    };
  }, [option, theme]);

  return (
    <div className={style["frame"]} data-pickable={onPick !== undefined}>
      <div ref={place} className={style["chart"]} role="img" aria-label={label} />
    </div>
  );
}

function drawInto(chart: EChartsType, element: HTMLElement, option: ChartProps["option"]): void {
  const look = readLook(element.parentElement ?? element);
  const { fontFamily, fontSize } = getComputedStyle(element);
  // The legend takes several rows there.
  const isNarrow = element.clientWidth < NARROW_PX;
  chart.setOption(
    {
      animation: false,
      textStyle: { fontFamily, fontSize: Math.round(Number.parseFloat(fontSize) * 0.8), color: look.text },
      grid: { left: 8, right: 16, top: isNarrow ? 92 : 44, bottom: 8, containLabel: true },
      ...option(look),
    },
    { notMerge: true },
  );
}
