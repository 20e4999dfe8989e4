import type { Vector } from "./widget.ts";

/** Two decimals are a hundredth of a millimeter: invisible, and they keep the SVG short to parse. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `opacity` is that of the stroke where there is one, otherwise of the fill. */
type Paint = { fill?: string; opacity?: number; stroke?: string; strokeWidth?: number; radius?: number };

// Plain `opacity` would make the renderer compose a layer of its own for each element, at twice the time in all.
function paint({ fill = "none", opacity, stroke, strokeWidth }: Paint): string {
  return (
    `fill="${fill}"` +
    (opacity === undefined ? "" : ` ${stroke === undefined ? "fill" : "stroke"}-opacity="${num(opacity)}"`) +
    (stroke === undefined ? "" : ` stroke="${stroke}" stroke-width="${num(strokeWidth ?? 0.2)}"`)
  );
}

/** A rectangle around its center. */
export function rect(x: number, y: number, width: number, height: number, style: Paint): string {
  const radius = style.radius === undefined ? "" : ` rx="${num(style.radius)}"`;
  return `<rect x="${num(x - width / 2)}" y="${num(y - height / 2)}" width="${num(width)}" height="${num(height)}"${radius} ${paint(style)}/>`;
}

export function circle(x: number, y: number, radius: number, style: Paint): string {
  return `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" ${paint(style)}/>`;
}

/** Straight lines through the points, open. */
export function line(points: readonly Vector[], style: Paint): string {
  const path = points.map((p, i) => `${i === 0 ? "M" : "L"}${num(p.x)} ${num(p.y)}`).join("");
  return `<path d="${path}" stroke-linecap="round" stroke-linejoin="round" ${paint(style)}/>`;
}

export function placed(x: number, y: number, turnDegrees: number, content: string): string {
  return `<g transform="translate(${num(x)} ${num(y)}) rotate(${num(turnDegrees)})">${content}</g>`;
}

export function turned(vector: Vector, degrees: number): Vector {
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return { x: vector.x * cos - vector.y * sin, y: vector.x * sin + vector.y * cos };
}

/** A gray from 0 (black) to 255 as a CSS color. */
export function gray(level: number): string {
  const rounded = Math.max(0, Math.min(255, Math.round(level)));
  return `rgb(${rounded},${rounded},${rounded})`;
}
