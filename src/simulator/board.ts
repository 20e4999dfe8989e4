import { lettering } from "./lettering.ts";
import { seededRandom } from "./random.ts";
import { circle, line, rect } from "./svg.ts";
import type { WidgetDesign, WidgetPart } from "./widget.ts";

const RESISTOR_CODES = ["103", "472", "101", "220"];

/**
 * A board of 50 parts in a fixed layout: 18 resistors, 14 capacitors, 4 cans, 6 ICs, 4 connectors, 4 LEDs. It comes
 * along turned by any quarter turn and a few degrees more.
 */
export const board: WidgetDesign = {
  id: "board",
  title: "Controller board, 50 parts",
  serialPrefix: "BD",
  width: 100,
  height: 90,
  cornerRadius: 2.5,
  thickness: 3,
  quarterTurns: true,
  parts: layout(),

  drawBody() {
    const random = seededRandom("board", "copper");
    const traces = Array.from({ length: 70 }, () => {
      const from = { x: 6 + random.below(88), y: 6 + random.below(78) };
      const turn = { x: Math.max(4, Math.min(96, from.x + random.below(21) - 10)), y: from.y };
      const end = { x: turn.x, y: Math.max(4, Math.min(86, turn.y + random.below(21) - 10)) };
      return (
        line([from, turn, end], { stroke: "#1c5c86", strokeWidth: 0.5 }) +
        circle(end.x, end.y, 0.45, { fill: "#b39c5c" })
      );
    });
    return (
      rect(50, 45, 100, 90, { fill: "#b7a878", radius: 2.5 }) +
      rect(50, 45, 99.4, 89.4, { fill: "#154a70", radius: 2.3 }) +
      traces.join("") +
      [4.5, 95.5].flatMap((x) => [4.5, 85.5].map((y) => mountingHole(x, y))).join("") +
      lettering("PP-50 REV A", 8.5, 80.5, { height: 1.7, color: "#d5dbe0" })
    );
  },
};

function layout(): WidgetPart[] {
  const resistors = Array.from({ length: 18 }, (_, i) =>
    part("resistor", "chip", `R${i + 1}`, 20 + (i % 9) * 7.8, i < 9 ? 37.5 : 45.5, 5, 2.8, {
      marking: RESISTOR_CODES[i % RESISTOR_CODES.length] ?? "103",
      turnDegrees: i % 3 === 1 ? 90 : 0,
    }),
  );
  const capacitors = Array.from({ length: 14 }, (_, i) =>
    part("capacitor", "chip", `C${i + 1}`, 20 + (i % 7) * 10, i < 7 ? 14.5 : 71, 4.6, 3, {
      color: "#a8855a",
      turnDegrees: i % 2 === 1 ? 90 : 0,
    }),
  );
  const cans = [18, 37, 53, 70].map((y, i) => part("can", "can", `C${i + 15}`, 92, y, 7.6, 7.6));
  const ics = [25.5, 57.5].flatMap((y, row) =>
    [30, 53, 76].map((x, column) =>
      part("ic", "ic", `U${row * 3 + column + 1}`, x, y, column === 2 ? 14 : 11, column === 2 ? 12 : 9.4, {
        marking: column === 2 ? "MX51" : "OP27",
        turnDegrees: column === 1 ? 90 : 0,
      }),
    ),
  );
  const connectors = [
    part("connector", "connector", "J1", 50, 5.6, 28, 7.4),
    part("connector", "connector", "J2", 7, 28, 20, 7.4, { turnDegrees: 90 }),
    part("connector", "connector", "J3", 7, 58, 20, 7.4, { turnDegrees: 90 }),
    part("connector", "connector", "J4", 46, 84, 32, 7.4),
  ];
  const leds = ["#d8b13c", "#37a257", "#37a257", "#c8402f"].map((color, i) =>
    part("led", "chip-led", `D${i + 1}`, 68 + i * 6.4, 82, 4.4, 2.8, { color }),
  );
  return [...resistors, ...capacitors, ...cans, ...ics, ...connectors, ...leds];
}

function part(
  label: string,
  kind: WidgetPart["kind"],
  name: string,
  x: number,
  y: number,
  width: number,
  height: number,
  more: Partial<WidgetPart> = {},
): WidgetPart {
  return { label, kind, name, x, y, width, height, turnDegrees: 0, ...more };
}

function mountingHole(x: number, y: number): string {
  return circle(x, y, 2.6, { fill: "#b39c5c" }) + circle(x, y, 1.7, { fill: "#191b1d" });
}
