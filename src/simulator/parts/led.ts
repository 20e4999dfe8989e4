import { circle, line, rect } from "../svg.ts";
import type { PartDrawing } from "./part-drawing.ts";

/** A round through-hole LED, not lit: a colored dome with a flange and the reflection of the lamp. */
export const led: PartDrawing = {
  height: 4,

  place({ width }) {
    const radius = width / 2;
    const holes = [-1.27, 1.27].map(
      (x) => circle(x, 0, 0.95, { fill: "url(#solder)" }) + circle(x, 0, 0.45, { fill: "#141516" }),
    );
    return circle(0, 0, radius * 0.96, { stroke: "#d8ddd6", strokeWidth: 0.25 }) + holes.join("");
  },

  fitted({ width, color = "#c33" }, { light, random }) {
    const radius = width / 2;
    return (
      circle(0, 0, radius, { fill: color }) +
      circle(0, 0, radius, { fill: "#000", opacity: random.between(0.22, 0.36) }) +
      circle(0, 0, radius * 0.8, { fill: color }) +
      circle(-light.x * 0.5, -light.y * 0.5, radius * 0.5, { fill: "#fff", opacity: 0.16 }) +
      // Through the dome one sees the frame that carries the die.
      rect(0.25, 0, radius * 0.55, radius * 0.5, { fill: "#000", opacity: 0.22 }) +
      circle(light.x * radius * 0.42, light.y * radius * 0.42, radius * 0.2, {
        fill: "#fff",
        opacity: random.between(0.65, 0.95),
      })
    );
  },
};

/** A surface-mount LED: a white body with a small colored window and the mark of its cathode. */
export const chipLed: PartDrawing = {
  height: 1,

  place({ width, height }) {
    return [-1, 1]
      .map((side) => rect(side * width * 0.34, 0, width * 0.34, height * 0.95, { fill: "url(#solder)" }))
      .join("");
  },

  fitted({ width, height, color = "#c33" }, { light }) {
    return (
      rect(0, 0, width, height * 0.8, { fill: "url(#solder)" }) +
      rect(0, 0, width * 0.72, height, { fill: "#e6e3d8", radius: 0.2 }) +
      circle(0, 0, height * 0.36, { fill: color }) +
      circle(light.x * 0.3, light.y * 0.3, height * 0.12, { fill: "#fff", opacity: 0.7 }) +
      line(
        [
          { x: -width * 0.29, y: -height * 0.42 },
          { x: -width * 0.29, y: height * 0.42 },
        ],
        { stroke: "#3d7a46", strokeWidth: 0.35 },
      )
    );
  },
};
