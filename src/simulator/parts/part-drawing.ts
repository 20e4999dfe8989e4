import type { Look, WidgetPart } from "../widget.ts";

/**
 * How one kind of part looks. Both drawings are SVG in millimeters around the part's center, before its turn.
 * `place` is always drawn, also below a fitted part: it is what a real widget shows when the part is left out.
 */
export type PartDrawing = {
  place(part: WidgetPart, look: Look): string;
  fitted(part: WidgetPart, look: Look): string;
  /** Height above the surface in millimeters; the part's shadow grows with it. */
  height: number;
};

/** Paint servers shared by all drawings; they go into the SVG once. */
export const GRADIENTS = [
  radial("steel", ["#eceef0", "#b4b7ba", "#75787b"]),
  radial("hole", ["#050506", "#111214", "#3a3c3f"]),
  radial("can", ["#d9dce0", "#aeb3b8", "#8a8f95"]),
  linear("solder", ["#d8dadb", "#9fa3a5"]),
  linear("housing", ["#efece2", "#d3cfc2"]),
  linear("package", ["#3a3b3e", "#232427"]),
].join("");

function radial(id: string, colors: readonly string[]): string {
  return `<radialGradient id="${id}">${stops(colors)}</radialGradient>`;
}

function linear(id: string, colors: readonly string[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops(colors)}</linearGradient>`;
}

function stops(colors: readonly string[]): string {
  return colors
    .map((color, i) => `<stop offset="${i / (colors.length - 1)}" stop-color="${color}"/>`)
    .join("");
}
