import { PartproofError } from "../domain/errors.ts";
import { board } from "./board.ts";
import { controlBox } from "./control-box.ts";
import type { WidgetDesign } from "./widget.ts";

export const DESIGNS: readonly WidgetDesign[] = [controlBox, board];

/** @throws PartproofError `not-found` that lists the designs there are */
export function designNamed(id: string): WidgetDesign {
  const design = DESIGNS.find((d) => d.id === id);
  if (design) return design;
  const known = DESIGNS.map((d) => d.id).join(", ");
  throw new PartproofError(
    "not-found",
    `The simulator has no widget design "${id.slice(0, 80)}". Choose one of: ${known}.`,
  );
}
