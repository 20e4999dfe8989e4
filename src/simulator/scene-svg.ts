import { GRADIENTS } from "./parts/part-drawing.ts";
import { PART_DRAWINGS } from "./parts/part-drawings.ts";
import type { PhotoPlan } from "./plan-photo.ts";
import { poseTransform } from "./pose.ts";
import type { Random } from "./random.ts";
import { circle, line, num, placed, rect, turned } from "./svg.ts";
import { isRound, type Vector, type WidgetDesign, type WidgetPart } from "./widget.ts";

/**
 * The widget as the lamp shows it, on nothing: an SVG the size of the photo, transparent where the bench is seen,
 * with the widget's shadow as half-transparent black.
 */
export function sceneSvg(design: WidgetDesign, plan: PhotoPlan): string {
  const { pose, conditions, truth, random } = plan;
  const light = turned(conditions.light, -pose.degrees);
  const look = { random: random.fork("body"), light, serial: truth.serial };
  const parts = plan.fitted.map(({ part, present }, i) => {
    const home = design.parts[i] ?? part;
    const own = (turn: number) => ({
      ...look,
      random: random.fork(`look ${part.name}`),
      light: turned(light, -turn),
    });
    const drawing = PART_DRAWINGS[part.kind];
    const place = placed(home.x, home.y, home.turnDegrees, drawing.place(home, own(home.turnDegrees)));
    if (!present) return place;
    const fitted = drawing.fitted(part, own(part.turnDegrees));
    return place + partShadow(part, light, drawing.height) + placed(part.x, part.y, part.turnDegrees, fitted);
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${plan.width}" height="${plan.height}">` +
    `<defs>${GRADIENTS}${lampDefinitions(design, light)}</defs>` +
    `<g transform="${poseTransform(pose, design)}">${bodyShadow(design, light)}${design.drawBody(look)}` +
    `${wear(design, look.random)}` +
    `${parts.join("")}${bodyShading(design)}</g>${glare(plan)}</svg>`
  );
}

/** Dust and hairline scratches, other ones on every widget: what is not a part must not look the same each time. */
function wear(design: WidgetDesign, random: Random): string {
  const somewhere = () => ({
    x: random.between(2, design.width - 2),
    y: random.between(2, design.height - 2),
  });
  const dust = Array.from({ length: 4 + random.below(10) }, () => {
    const { x, y } = somewhere();
    const bright = random.chance(0.6) ? "#fff" : "#1a1a1a";
    return circle(x, y, random.between(0.1, 0.35), { fill: bright, opacity: random.between(0.2, 0.6) });
  });
  const scratches = Array.from({ length: random.below(4) }, () => {
    const from = somewhere();
    const bend = { x: from.x + random.between(-5, 5), y: from.y + random.between(-5, 5) };
    const path = [from, bend].filter(
      (p) => p.x > 1 && p.y > 1 && p.x < design.width - 1 && p.y < design.height - 1,
    );
    return line(path, { stroke: "#fff", strokeWidth: 0.15, opacity: random.between(0.15, 0.4) });
  });
  return dust.join("") + scratches.join("");
}

/** Stacked outlines stand in for a blur, which would take longer than everything else together. */
function bodyShadow(design: WidgetDesign, light: Vector): string {
  const { width, height, thickness, cornerRadius } = design;
  return [0.25, 0.5, 0.75, 1]
    .map((far) => {
      const x = width / 2 - light.x * thickness * 0.55 * far;
      const y = height / 2 - light.y * thickness * 0.55 * far;
      const grown = 0.4 + far * thickness * 0.12;
      const size = { fill: "#000", opacity: 0.2 - far * 0.04, radius: cornerRadius + grown };
      return rect(x, y, width + grown * 2, height + grown * 2, size);
    })
    .join("");
}

function partShadow(part: WidgetPart, light: Vector, height: number): string {
  return [0.25, 0.5]
    .map((far) => {
      const x = part.x - light.x * height * far;
      const y = part.y - light.y * height * far;
      const style = { fill: "#000", opacity: 0.2 };
      if (isRound(part.kind)) return circle(x, y, part.width / 2 + 0.12, style);
      const shadow = rect(0, 0, part.width + 0.2, part.height + 0.2, { ...style, radius: 0.4 });
      return placed(x, y, part.turnDegrees, shadow);
    })
    .join("");
}

function lampDefinitions(design: WidgetDesign, light: Vector): string {
  const [cx, cy] = [design.width / 2, design.height / 2];
  const end = (side: number) => `${num(cx + side * light.x * cx)}`;
  const endY = (side: number) => `${num(cy + side * light.y * cy)}`;
  return (
    `<linearGradient id="lamp" gradientUnits="userSpaceOnUse" x1="${end(1)}" y1="${endY(1)}" x2="${end(-1)}" y2="${endY(-1)}">` +
    `<stop offset="0" stop-color="#fff" stop-opacity=".14"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/>` +
    `<stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".16"/></linearGradient>` +
    `<radialGradient id="glare"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>`
  );
}

function bodyShading(design: WidgetDesign): string {
  return rect(design.width / 2, design.height / 2, design.width, design.height, {
    fill: "url(#lamp)",
    radius: design.cornerRadius,
  });
}

function glare({ conditions, width, height }: PhotoPlan): string {
  const { strength, x, y } = conditions.glare;
  if (strength === 0) return "";
  return circle(x * width, y * height, Math.min(width, height) * 0.3, {
    fill: "url(#glare)",
    opacity: strength,
  });
}
