import { lettering, letteringWidth } from "../lettering.ts";
import { circle, rect } from "../svg.ts";
import type { Look, WidgetPart } from "../widget.ts";
import type { PartDrawing } from "./part-drawing.ts";

/** A two-pole surface-mount part: a black resistor with a code, or a plain tan capacitor. */
export const chip: PartDrawing = {
  height: 0.6,

  place({ width, height }) {
    return [-1, 1]
      .map((side) =>
        rect(side * width * 0.36, 0, width * 0.36, height, { fill: "url(#solder)", radius: 0.2 }),
      )
      .join("");
  },

  fitted({ width, height, color = "#2a2b2d", marking }, { light, random }: Look) {
    const shade = random.between(0, 0.18);
    return (
      rect(0, 0, width, height * 0.94, { fill: "url(#solder)", radius: 0.15 }) +
      rect(0, 0, width * 0.66, height, { fill: color }) +
      rect(0, 0, width * 0.66, height, { fill: "#000", opacity: shade }) +
      rect(light.x * 0.12, light.y * height * 0.3, width * 0.6, height * 0.16, {
        fill: "#fff",
        opacity: 0.2,
      }) +
      centered(marking, height * 0.5, "#d9d9d4")
    );
  },
};

/** An aluminium can capacitor seen from above: black stripe on the negative side. */
export const can: PartDrawing = {
  height: 5,

  place({ width }) {
    return (
      circle(0, 0, width * 0.48, { stroke: "#d8ddd6", strokeWidth: 0.25 }) +
      [-1, 1]
        .map((side) => rect(side * width * 0.27, 0, width * 0.32, width * 0.22, { fill: "url(#solder)" }))
        .join("")
    );
  },

  fitted(part, { light, random }) {
    const radius = part.width / 2;
    const glint = random.between(0.5, 0.9);
    return (
      circle(0, 0, radius, { fill: "#6d7176" }) +
      circle(0, 0, radius * 0.94, { fill: "url(#can)" }) +
      `<path d="M${-radius * 0.55} ${-radius * 0.76}A${radius * 0.94} ${radius * 0.94} 0 0 0 ${-radius * 0.55} ${radius * 0.76}z" fill="#26272a"/>` +
      circle(light.x * radius * 0.5, light.y * radius * 0.5, radius * 0.18, { fill: "#fff", opacity: glint })
    );
  },
};

/** A small-outline circuit: a black body with legs on its two long sides, a dot at pin 1 and its type. */
export const ic: PartDrawing = {
  height: 1.2,

  place(part) {
    return legs(part, (x, y) => rect(x, y, 0.95, 1.9, { fill: "url(#solder)", radius: 0.15 }));
  },

  fitted(part, { light }) {
    const { width, height, marking } = part;
    const body = height - 2.4;
    return (
      legs(part, (x, y) => rect(x, y * 0.98, 0.65, 1.7, { fill: "#d4d6d8" })) +
      rect(0, 0, width, body, { fill: "url(#package)", radius: 0.25 }) +
      rect(light.x * 0.3, (light.y * body) / 2.4, width * 0.96, 0.3, { fill: "#fff", opacity: 0.1 }) +
      circle(-width / 2 + 1.1, body / 2 - 1.1, 0.45, { fill: "#111" }) +
      centered(marking, 1.35, "#a9abac")
    );
  },
};

function legs(part: WidgetPart, draw: (x: number, y: number) => string): string {
  const count = Math.floor((part.width - 0.8) / 1.5);
  const columns = Array.from({ length: count }, (_, i) => (i - (count - 1) / 2) * 1.5);
  return columns.flatMap((x) => [-1, 1].map((side) => draw(x, side * (part.height / 2 - 0.9)))).join("");
}

function centered(text: string | undefined, height: number, color: string): string {
  if (text === undefined) return "";
  return lettering(text, -letteringWidth(text, height) / 2, -height / 2, { height, color });
}
