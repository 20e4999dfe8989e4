import { z } from "zod";
import { type Box, centerOf, contains, overlap, type Point } from "../../domain/detection.ts";
import type { TextLine } from "../../domain/text-line.ts";
import { imageSchema, LABEL_LIMITS, readImage } from "./image-input.ts";
import { operation } from "./operation.ts";
import { textDetections } from "./text-detections.ts";
import { WireError } from "./wire-error.ts";

const WHOLE: Box = { left: 0, top: 0, width: 1, height: 1 };
/** Areas may overlap; a line in two of them is told once. */
const SAME_LINE_OVERLAP = 0.5;
const fraction = z.number().min(0).max(1);

const boxSchema = z.strictObject({
  Left: fraction.default(0),
  Top: fraction.default(0),
  Width: fraction.gt(0),
  Height: fraction.gt(0),
});
const areaSchema = z
  .strictObject({
    BoundingBox: boxSchema.optional(),
    Polygon: z
      .array(z.strictObject({ X: fraction, Y: fraction }))
      .min(3)
      .max(100)
      .optional(),
  })
  .refine((area) => (area.BoundingBox === undefined) !== (area.Polygon === undefined), {
    message: "either BoundingBox or Polygon",
  });

const inputSchema = z.strictObject({
  Image: imageSchema,
  Filters: z
    .strictObject({
      WordFilter: z
        .strictObject({
          MinConfidence: z.number().min(0).max(100).default(80),
          MinBoundingBoxHeight: fraction.default(0),
          MinBoundingBoxWidth: fraction.default(0),
        })
        .optional(),
      RegionsOfInterest: z.array(areaSchema).min(1).max(10).optional(),
    })
    .optional(),
});

/** Whoever sets no filter gets every line, also unsure ones: each says how sure it is. */
const EVERY_WORD = { MinConfidence: 0, MinBoundingBoxHeight: 0, MinBoundingBoxWidth: 0 };

/** Text, by the reader that also reads serials for recipes. */
export const detectText = operation("detect", inputSchema, async ({ Image, Filters }, { services }) => {
  const areas = (Filters?.RegionsOfInterest ?? [{ BoundingBox: undefined, Polygon: undefined }]).map(areaOf);
  const photo = await readImage(Image, LABEL_LIMITS, services.objects);
  const lines: TextLine[] = [];
  let version = "";
  for (const { box, polygon } of areas) {
    const reading = await services.textReader.read(photo, box);
    version = reading.reader.version;
    for (const line of reading.lines) {
      const isNew = !lines.some((known) => overlap(known.box, line.box) > SAME_LINE_OVERLAP);
      if (isNew && isInside(centerOf(line.box), box, polygon)) lines.push(line);
    }
  }
  lines.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  return {
    TextDetections: textDetections(lines, Filters?.WordFilter ?? EVERY_WORD),
    TextModelVersion: version,
  };
});

type Area = { box: Box; polygon?: readonly Point[] };

function areaOf({ BoundingBox, Polygon }: z.infer<typeof areaSchema>): Area {
  if (Polygon) {
    const [xs, ys] = [Polygon.map(({ X }) => X), Polygon.map(({ Y }) => Y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const box = { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
    if (box.width <= 0 || box.height <= 0) {
      throw new WireError("InvalidParameterException", "Polygon: expected one with an area.");
    }
    return { box, polygon: Polygon.map(({ X, Y }) => ({ x: X, y: Y })) };
  }
  if (!BoundingBox) return { box: WHOLE };
  const { Left, Top, Width, Height } = BoundingBox;
  if (Left + Width > 1.000001 || Top + Height > 1.000001) {
    throw new WireError("InvalidParameterException", "BoundingBox: expected one inside of the image.");
  }
  return { box: { left: Left, top: Top, width: Width, height: Height } };
}

/** By the even-odd rule: a ray from the point to the right crosses the outline an odd number of times. */
function isInside(point: Point, box: Box, polygon: readonly Point[] | undefined): boolean {
  if (!polygon) return contains(box, point);
  let inside = false;
  for (const [at, a] of polygon.entries()) {
    const b = polygon.at(at - 1) ?? a;
    if (a.y > point.y === b.y > point.y) continue;
    if (point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}
