import { circle, gray, line, turned } from "../svg.ts";
import type { PartDrawing } from "./part-drawing.ts";

/** A pan-head cross screw in a countersunk boss. Steel differs a little in shade; the cross stands at any angle. */
export const screw: PartDrawing = {
  height: 1.6,

  place({ width }, { light }) {
    const radius = width / 2;
    // The far wall of a hole catches the light, the near wall lies in its own shadow.
    return (
      circle(0, 0, radius * 1.12, { fill: "#000", opacity: 0.12 }) +
      circle(-light.x * 0.15, -light.y * 0.15, radius * 0.92, { fill: "#fff", opacity: 0.16 }) +
      circle(0, 0, radius * 0.72, { fill: "#4b4d50" }) +
      circle(light.x * 0.2, light.y * 0.2, radius * 0.62, { fill: "url(#hole)" })
    );
  },

  fitted({ width }, { light, random }) {
    const radius = width / 2;
    const shade = random.between(0, 0.3);
    const angle = random.between(0, 90);
    const arm = radius * random.between(0.5, 0.58);
    const cross = [0, 90].flatMap((quarter) => {
      const end = turned({ x: arm, y: 0 }, angle + quarter);
      const ends = [end, { x: -end.x, y: -end.y }];
      const lit = ends.map((p) => ({ x: p.x - light.x * 0.22, y: p.y - light.y * 0.22 }));
      return [
        line(lit, { stroke: gray(235), strokeWidth: radius * 0.24, opacity: 0.55 }),
        line(ends, { stroke: "#1b1c1e", strokeWidth: radius * 0.24 }),
      ];
    });
    const glint = { x: light.x * radius * 0.55, y: light.y * radius * 0.55 };
    return (
      circle(0, 0, radius, { fill: "#4d4f52" }) +
      circle(0, 0, radius * 0.96, { fill: "url(#steel)" }) +
      circle(0, 0, radius * 0.96, { fill: "#000", opacity: shade }) +
      circle(-light.x * 0.25, -light.y * 0.25, radius * 0.78, { fill: "#fff", opacity: 0.1 }) +
      cross.join("") +
      circle(glint.x, glint.y, radius * random.between(0.16, 0.26), { fill: "#fff", opacity: 0.45 }) +
      circle(glint.x, glint.y, radius * 0.12, { fill: "#fff", opacity: random.between(0.6, 0.95) })
    );
  },
};
