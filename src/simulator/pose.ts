import type { Box } from "../domain/detection.ts";
import type { Random } from "./random.ts";
import { num, turned } from "./svg.ts";
import { isRound, type Vector, type WidgetDesign, type WidgetPart } from "./widget.ts";

/** Where the widget lies in the photo: its center in pixels, its turn, and pixels per millimeter. */
export type Pose = { x: number; y: number; degrees: number; scale: number };

/** How far a widget may stray: degrees either way, shift as a fraction of the photo, zoom as a fraction. */
export type PoseRange = { degrees: number; shift: number; zoom: number };

/** Widget edge to photo edge, as a fraction of the photo: no pose cuts anything off. */
const MARGIN = 0.03;

export function choosePose(
  design: WidgetDesign,
  photo: { width: number; height: number },
  range: PoseRange,
  random: Random,
): Pose {
  const quarters = random.below(4);
  const degrees = (design.quarterTurns ? quarters * 90 : 0) + random.between(-range.degrees, range.degrees);
  const shiftX = random.between(-range.shift, range.shift);
  const shiftY = random.between(-range.shift, range.shift);
  const zoom = 1 + random.between(-range.zoom, range.zoom);

  const reach = reachOf(design.width, design.height, degrees);
  const roomX = photo.width * (0.5 - MARGIN - Math.abs(shiftX));
  const roomY = photo.height * (0.5 - MARGIN - Math.abs(shiftY));
  const fitting = Math.min(roomX / reach.x, roomY / reach.y);
  const usual = 0.84 * Math.min(photo.width / design.width, photo.height / design.height);
  return {
    x: photo.width * (0.5 + shiftX),
    y: photo.height * (0.5 + shiftY),
    degrees,
    scale: Math.min(usual * zoom, fitting),
  };
}

/** A point of the widget (millimeters) in the photo (pixels). */
function toPhoto(pose: Pose, design: WidgetDesign, point: Vector): Vector {
  const spun = turned({ x: point.x - design.width / 2, y: point.y - design.height / 2 }, pose.degrees);
  return { x: pose.x + spun.x * pose.scale, y: pose.y + spun.y * pose.scale };
}

export function poseTransform(pose: Pose, design: WidgetDesign): string {
  return (
    `translate(${num(pose.x)} ${num(pose.y)}) rotate(${num(pose.degrees)}) ` +
    `scale(${pose.scale.toFixed(4)}) translate(${num(-design.width / 2)} ${num(-design.height / 2)})`
  );
}

/** The upright box around a part in the photo, in fractions; tight for round parts at any turn. */
export function boxOf(
  pose: Pose,
  design: WidgetDesign,
  part: WidgetPart,
  photo: { width: number; height: number },
): Box {
  const center = toPhoto(pose, design, part);
  const reach = isRound(part.kind)
    ? { x: part.width / 2, y: part.width / 2 }
    : reachOf(part.width, part.height, part.turnDegrees + pose.degrees);
  const left = Math.max(0, (center.x - reach.x * pose.scale) / photo.width);
  const top = Math.max(0, (center.y - reach.y * pose.scale) / photo.height);
  const right = Math.min(1, (center.x + reach.x * pose.scale) / photo.width);
  const bottom = Math.min(1, (center.y + reach.y * pose.scale) / photo.height);
  return { left, top, width: right - left, height: bottom - top };
}

/** Half the width and height of the upright box around a turned rectangle. */
function reachOf(width: number, height: number, degrees: number): Vector {
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
  return { x: (width * cos + height * sin) / 2, y: (width * sin + height * cos) / 2 };
}
