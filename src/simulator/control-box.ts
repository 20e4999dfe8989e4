import { lettering } from "./lettering.ts";
import { seededRandom } from "./random.ts";
import { circle, line, rect } from "./svg.ts";
import type { Vector, WidgetDesign } from "./widget.ts";

/** The demo's widget: an open enclosure with a small board, 4 screws, 2 connectors, 2 LEDs and a serial label. */
export const controlBox: WidgetDesign = {
  id: "control-box",
  title: "Control box CB-2",
  serialPrefix: "CB",
  width: 100,
  height: 72,
  cornerRadius: 6,
  thickness: 9,
  quarterTurns: false,
  parts: [
    cornerScrew("screw, top left", 8, 8),
    cornerScrew("screw, top right", 92, 8),
    cornerScrew("screw, bottom left", 8, 64),
    cornerScrew("screw, bottom right", 92, 64),
    topConnector("connector, supply", 33, 22),
    topConnector("connector, bus", 65, 28),
    sideLed("led, power", 40, "#2f9e4f"),
    sideLed("led, fault", 51, "#c9382e"),
    {
      label: "label",
      name: "label",
      kind: "label",
      x: 62,
      y: 46,
      width: 42,
      height: 19,
      turnDegrees: 0,
    },
  ],

  drawBody() {
    // Copper is the same on every widget of the design, so it does not come from the photo's own stream.
    const random = seededRandom("control-box", "copper");
    return (
      rect(50, 36, 100, 72, { fill: "#a3a7ab", radius: 6 }) +
      rect(50, 36, 98.4, 70.4, { fill: "#b6babd", radius: 5.4 }) +
      rect(50, 36, 72.4, 59.4, { fill: "#5c6063", radius: 2.4 }) +
      rect(50.3, 36.3, 71, 58, { fill: "#1f5a3c", radius: 1.4 }) +
      Array.from({ length: 16 }, () =>
        trace({ x: random.between(18, 80), y: random.between(10, 62) }, random),
      ).join("") +
      [18, 82].flatMap((x) => [11, 61].map((y) => via(x, y))).join("") +
      Array.from({ length: 8 }, (_, i) =>
        rect(4.6, 22 + i * 4, 4.4, 1.6, { fill: "#46494c", radius: 0.8 }),
      ).join("") +
      lettering("PWR", 29, 38.9, { height: 2.2, color: "#cfd6cd" }) +
      lettering("ERR", 29, 49.9, { height: 2.2, color: "#cfd6cd" }) +
      lettering("CB-2 REV C", 20.5, 58.4, { height: 2, color: "#b9c4ba" })
    );
  },
};

function cornerScrew(name: string, x: number, y: number) {
  return { label: "screw", name, kind: "screw", x, y, width: 7.2, height: 7.2, turnDegrees: 0 } as const;
}

function topConnector(name: string, x: number, width: number) {
  return {
    label: "connector",
    name,
    kind: "connector",
    x,
    y: 18,
    width,
    height: 10,
    turnDegrees: 0,
  } as const;
}

function sideLed(name: string, y: number, color: string) {
  return { label: "led", name, kind: "led", x: 24, y, width: 6, height: 6, turnDegrees: 0, color } as const;
}

function via(x: number, y: number): string {
  return circle(x, y, 1.3, { fill: "#b59a55" }) + circle(x, y, 0.6, { fill: "#0d1c14" });
}

function trace(from: Vector, random: ReturnType<typeof seededRandom>): string {
  const sideways = random.between(-14, 14);
  const along = random.between(-9, 9);
  const clamp = (v: number, min: number, max: number) => Math.max(min, Math.min(max, v));
  const bend = { x: clamp(from.x + sideways, 17, 83), y: from.y };
  const end = { x: bend.x, y: clamp(bend.y + along, 10, 62) };
  return (
    line([from, bend, end], { stroke: "#2f7350", strokeWidth: 0.7 }) +
    circle(end.x, end.y, 0.55, { fill: "#a8925a" })
  );
}
