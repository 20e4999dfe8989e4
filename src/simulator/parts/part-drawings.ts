import type { PartKind } from "../widget.ts";
import { can, chip, ic } from "./chip.ts";
import { connector } from "./connector.ts";
import { label } from "./label.ts";
import { chipLed, led } from "./led.ts";
import type { PartDrawing } from "./part-drawing.ts";
import { screw } from "./screw.ts";

export const PART_DRAWINGS: Readonly<Record<PartKind, PartDrawing>> = {
  screw,
  connector,
  led,
  label,
  chip,
  can,
  "chip-led": chipLed,
  ic,
};
