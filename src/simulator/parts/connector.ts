import { rect } from "../svg.ts";
import type { WidgetPart } from "../widget.ts";
import type { PartDrawing } from "./part-drawing.ts";

const PITCH = 3.2;

/** A pin header in an open plastic housing, as wide as its pins need. */
export const connector: PartDrawing = {
  height: 4,

  place(part) {
    const pads = pinColumns(part).flatMap((x) =>
      [-0.22, 0.22].map(
        (row) =>
          rect(x, row * part.height, 1.7, 1.7, { fill: "url(#solder)", radius: 0.85 }) +
          rect(x, row * part.height, 0.8, 0.8, { fill: "#17191a", radius: 0.4 }),
      ),
    );
    return (
      rect(0, 0, part.width * 0.98, part.height * 0.96, { stroke: "#d8ddd6", strokeWidth: 0.25 }) +
      pads.join("")
    );
  },

  fitted(part, { light, random }) {
    const { width, height } = part;
    const edge = 0.9;
    const pins = pinColumns(part).flatMap((x) =>
      [-0.2, 0.2].map((row) => {
        const bend = random.between(-0.12, 0.12);
        return (
          rect(x + bend - light.x * 0.35, row * height - light.y * 0.35, 0.9, 0.9, {
            fill: "#000",
            opacity: 0.6,
          }) +
          rect(x + bend, row * height, 0.9, 0.9, { fill: "#c9a64e" }) +
          rect(x + bend + light.x * 0.15, row * height + light.y * 0.15, 0.4, 0.4, { fill: "#fff3c4" })
        );
      }),
    );
    return (
      rect(0, 0, width, height, { fill: "url(#housing)", radius: 0.5, stroke: "#8d897c", strokeWidth: 0.2 }) +
      rect(light.x * 0.25, light.y * 0.25, width - edge * 2, height - edge * 2, { fill: "#55524a" }) +
      rect(-light.x * 0.3, -light.y * 0.3, width - edge * 2.6, height - edge * 2.6, { fill: "#7d796d" }) +
      // The notch that keeps a plug from going in the wrong way round.
      rect(0, height / 2 - edge / 2, width * 0.22, edge * 1.1, { fill: "#6b675c" }) +
      pins.join("")
    );
  },
};

function pinColumns(part: WidgetPart): number[] {
  const count = Math.max(2, Math.floor((part.width - 2) / PITCH));
  return Array.from({ length: count }, (_, i) => (i - (count - 1) / 2) * PITCH);
}
