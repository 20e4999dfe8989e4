import type { View } from "./augmentation.ts";
import { CELL_STRIDE } from "./backbone.ts";
import { cellCenter } from "./read-head-output.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/** A marked part in pixels of the working photo. `label` is the index of its part. */
export type MarkedPart = { label: number; x: number; y: number; width: number; height: number };

/** What the head should say at one cell of a view. */
export type CellTarget = {
  cell: number;
  /** For each part: 1 here, 0 not here, −1 not judged (its border, or a part cut by the edge). */
  present: Int8Array;
  /** On or beside a part, where telling "here" from "not here" is hardest. */
  near: boolean;
  /**
   * The boxes to predict, one a part: how far left, top, right and bottom lie from the cell, in units of the part's
   * typical size. Absent where the view is turned too far to know them.
   */
  boxes: { label: number; sides: [number, number, number, number] }[];
};

/**
 * The middle of a part says "here" … A wide middle makes cells far off the center speak, with worse boxes:
 * fastener_kit, 70 photos, one run each, exact counts with middle and rim at 0.30 and 0.45: 0.40; 0.22 and
 * 0.42: 0.55; 0.15 and 0.35: 0.70; 0.15 and 0.25: 0.75 (of 20 photos; seeds alone
 * move it by 0.08, so the last two are not told apart).
 */
const CORE = 0.15;
/** … and outside of this share of it (both half sides of the box are 0.5) a cell says "not here". */
const RIM = 0.25;
/** Up to this many sides of the box away from its center, a cell is beside the part. */
const BESIDE = 1;
/** However small a part is, the cell whose center is this near (pixels of the view) shows it. */
const FIRST_CELL = CELL_STRIDE * 0.71;
/** Up to this turn (radians) the upright box of a part is taken to keep its sides. */
const BOX_KEEPS = 0.07;
/** A part of which less is inside the view is not judged. */
const VISIBLE = 0.75;

/**
 * Targets of all cells of the view that show the photo (not the repeated edge beyond it).
 * @param typicalSizes the unit of the box numbers, by part, in working pixels
 */
export function viewTargets(
  photo: WorkingPhoto,
  view: View,
  parts: readonly MarkedPart[],
  typicalSizes: readonly number[],
): CellTarget[] {
  const placed = parts.map((part) => placePart(part, view, photo));
  const columns = photo.width / CELL_STRIDE;
  const rows = photo.height / CELL_STRIDE;
  const [a, b, c, d, e, f] = view.matrix;
  const nothing = new Int8Array(typicalSizes.length);
  const targets: CellTarget[] = [];
  for (let cell = 0; cell < rows * columns; cell++) {
    const x = cellCenter(cell % columns);
    const y = cellCenter(Math.floor(cell / columns));
    const sx = a * x + b * y + c;
    const sy = d * x + e * y + f;
    if (sx < 0 || sy < 0 || sx > photo.contentWidth || sy > photo.contentHeight) continue;
    const around = placed.filter((part) => isAround(part, sx, sy));
    if (around.length === 0) {
      targets.push({ cell, present: nothing, near: false, boxes: [] });
      continue;
    }
    const present = new Int8Array(typicalSizes.length);
    const boxes: CellTarget["boxes"] = [];
    const nearest = new Float64Array(typicalSizes.length).fill(Number.POSITIVE_INFINITY);
    let near = false;
    for (const part of around) {
      const away = Math.max(
        Math.abs(sx - part.sourceX) / part.sourceWidth,
        Math.abs(sy - part.sourceY) / part.sourceHeight,
      );
      const distance = Math.hypot(x - part.x, y - part.y);
      near ||= away < BESIDE;
      if (!part.visible) {
        if (away < 0.5) present[part.label] = -1;
        continue;
      }
      if (away < CORE || distance < FIRST_CELL) present[part.label] = 1;
      else if (away < RIM && present[part.label] === 0) present[part.label] = -1;
      // Cells of the border learn the box too: where one of them fires, it points at the same part.
      if (away < 0.5 && part.boxKnown && distance < (nearest[part.label] ?? 0)) {
        nearest[part.label] = distance;
        const kept = boxes.filter((box) => box.label !== part.label);
        boxes.splice(0, boxes.length, ...kept, boxOf(part, x, y, typicalSizes[part.label] ?? 1));
      }
    }
    targets.push({ cell, present, near, boxes });
  }
  return targets;
}

/** Near enough to a part, in pixels of the photo, for the part to matter to a cell. */
function isAround(part: ReturnType<typeof placePart>, sx: number, sy: number): boolean {
  const { sourceX, sourceY, sourceWidth, sourceHeight } = part;
  const reach = (side: number) => Math.max(BESIDE * side, 2 * CELL_STRIDE);
  return Math.abs(sx - sourceX) < reach(sourceWidth) && Math.abs(sy - sourceY) < reach(sourceHeight);
}

function boxOf(
  part: { label: number; x: number; y: number; width: number; height: number },
  x: number,
  y: number,
  size: number,
): CellTarget["boxes"][number] {
  const { label, width, height } = part;
  const sides: [number, number, number, number] = [
    (part.x - width / 2 - x) / size,
    (part.y - height / 2 - y) / size,
    (part.x + width / 2 - x) / size,
    (part.y + height / 2 - y) / size,
  ];
  return { label, sides };
}

function placePart(part: MarkedPart, view: View, photo: WorkingPhoto) {
  const [a, b, c, d, e, f] = view.matrix;
  const area = a * e - b * d;
  const toView = (sx: number, sy: number) => ({
    x: (e * (sx - c) - b * (sy - f)) / area,
    y: (a * (sy - f) - d * (sx - c)) / area,
  });
  const center = toView(part.x, part.y);
  const scale = 1 / Math.sqrt(Math.abs(area));
  const lying = Math.abs(a) < Math.abs(b);
  const width = (lying ? part.height : part.width) * scale;
  const height = (lying ? part.width : part.height) * scale;
  const inside = (low: number, high: number, limit: number) =>
    Math.max(0, Math.min(high, limit) - Math.max(0, low)) / (high - low);
  const visible =
    inside(center.x - width / 2, center.x + width / 2, photo.width) *
    inside(center.y - height / 2, center.y + height / 2, photo.height);
  return {
    label: part.label,
    ...center,
    width,
    height,
    sourceX: part.x,
    sourceY: part.y,
    sourceWidth: part.width,
    sourceHeight: part.height,
    visible: visible >= VISIBLE,
    boxKnown: Math.abs(view.turn) <= BOX_KEEPS,
  };
}
