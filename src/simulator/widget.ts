import type { Random } from "./random.ts";

export type Vector = { x: number; y: number };

/** How a part is drawn. Several kinds may share a label: a can and a chip capacitor, a round and a chip LED. */
export type PartKind = "screw" | "connector" | "led" | "label" | "chip" | "can" | "chip-led" | "ic";

/** One part of a widget and where it belongs. Lengths in millimeters from the widget's top left corner. */
export type WidgetPart = {
  /** What a recognizer calls it; the COCO category. */
  label: string;
  /** What people call this very one; unique in its design. */
  name: string;
  kind: PartKind;
  /** Center. */
  x: number;
  y: number;
  /** Outer size before `turnDegrees` is applied. Round parts have width = height. */
  width: number;
  height: number;
  turnDegrees: number;
  /** A color for LEDs and chips, a text for markings; what it means is up to the kind. */
  color?: string;
  marking?: string;
};

/** What differs from one photo of a design to the next, as far as drawings need to know. */
export type Look = {
  random: Random;
  /** Unit vector toward the light, in the frame of what is drawn (turned with it). */
  light: Vector;
  serial: string;
};

/** A widget type the pretend line builds. Width and height in millimeters. */
export type WidgetDesign = {
  id: string;
  title: string;
  serialPrefix: string;
  width: number;
  height: number;
  cornerRadius: number;
  /** How far the top stands above the bench; the cast shadow grows with it. */
  thickness: number;
  /** Whether widgets come along turned by 0, 90, 180 or 270 degrees. */
  quarterTurns: boolean;
  parts: readonly WidgetPart[];
  /** SVG of the widget with no parts and no places for parts on it, in millimeters. */
  drawBody(look: Look): string;
};

const ROUND: ReadonlySet<PartKind> = new Set(["screw", "led", "can"]);

export function isRound(kind: PartKind): boolean {
  return ROUND.has(kind);
}
