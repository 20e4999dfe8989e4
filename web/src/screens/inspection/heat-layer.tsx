import { useEffect, useRef } from "react";
import type { Inspection } from "./inspection.ts";
import style from "./layers.module.css";

type HeatMap = NonNullable<Inspection["heatMap"]>;

/** How unusual each place looks, drawn from the record: from yellow where it is as likely unusual as not, to red. */
export function HeatLayer({ map }: { map: HeatMap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context) context.putImageData(new ImageData(heatPixels(map), map.columns, map.rows), 0, 0);
  }, [map]);
  return <canvas ref={canvas} className={style["heat"]} width={map.columns} height={map.rows} />;
}

/** RGBA, a pixel a cell. What is missing of a damaged map is usual. */
export function heatPixels({ rows, columns, levels, unusualFrom }: HeatMap): Uint8ClampedArray<ArrayBuffer> {
  const text = atob(levels);
  const pixels = new Uint8ClampedArray(rows * columns * 4);
  for (let cell = 0; cell < rows * columns; cell++) {
    const level = cell < text.length ? text.charCodeAt(cell) : 0;
    const over = (level - unusualFrom) / Math.max(1, 255 - unusualFrom);
    pixels.set([255, Math.round(220 * (1 - Math.max(0, over))), 0, alphaOf(level, unusualFrom)], cell * 4);
  }
  return pixels;
}

/** Clear where all is usual, and never so dense that the photo is hidden. */
function alphaOf(level: number, unusualFrom: number): number {
  if (level >= unusualFrom) return 170;
  return Math.round(90 * (level / unusualFrom) ** 2);
}
