import { lettering, letteringWidth } from "../lettering.ts";
import { seededRandom } from "../random.ts";
import { num, rect } from "../svg.ts";
import type { PartDrawing } from "./part-drawing.ts";

/** A printed sticker: maker's line, bar code and the serial in full. Its bars and its text name the same serial. */
export const label: PartDrawing = {
  height: 0.15,

  place({ width, height }) {
    // Where the sticker goes the board carries only a printed frame.
    return rect(0, 0, width * 0.96, height * 0.94, { stroke: "#d8ddd6", strokeWidth: 0.2, opacity: 0.7 });
  },

  fitted({ width, height }, { serial, random }) {
    const paper = Math.round(random.between(226, 244));
    const ink = `rgb(${Math.round(random.between(18, 50))},24,32)`;
    const margin = width * 0.06;
    const left = -width / 2 + margin;
    const inner = width - margin * 2;
    const perMillimeter = letteringWidth(serial, 1);
    const textHeight = Math.min(height * 0.2, inner / perMillimeter);
    return (
      rect(0, 0, width, height, { fill: `rgb(${paper},${paper},${paper - 8})`, radius: 0.7 }) +
      lettering("PARTPROOF LINE", left, -height * 0.41, { height: height * 0.1, color: ink }) +
      bars(serial, left, -height * 0.21, inner, height * 0.3, ink) +
      lettering(serial, left, height * 0.2, { height: textHeight, color: ink })
    );
  },
};

function bars(serial: string, left: number, top: number, width: number, height: number, ink: string): string {
  const random = seededRandom("bars", serial);
  let path = "";
  for (let x = 0; x < width - 0.9; ) {
    const bar = random.between(0.25, 0.85);
    path += `M${num(left + x)} ${num(top)}h${num(bar)}v${num(height)}h${num(-bar)}z`;
    x += bar + random.between(0.25, 0.7);
  }
  return `<path d="${path}" fill="${ink}"/>`;
}
