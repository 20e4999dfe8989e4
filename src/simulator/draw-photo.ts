import sharp from "sharp";
import { expose } from "./expose.ts";
import type { PhotoOptions } from "./photo-options.ts";
import { type PhotoTruth, planPhoto } from "./plan-photo.ts";
import { sceneSvg } from "./scene-svg.ts";
import type { WidgetDesign } from "./widget.ts";

export type SimulatedPhoto = { jpeg: Buffer; truth: PhotoTruth };

/**
 * Photo `index` of the pretend line `seed`, with what is really on it. The same arguments give the same bytes in any
 * order of calls (with the same version of sharp).
 * @throws PartproofError `invalid-input`
 */
export async function drawPhoto(
  design: WidgetDesign,
  seed: number,
  index: number,
  options: PhotoOptions = {},
): Promise<SimulatedPhoto> {
  const plan = planPhoto(design, seed, index, options);
  const { conditions, width, height } = plan;
  const scene = await sharp(Buffer.from(sceneSvg(design, plan)))
    .ensureAlpha()
    .blur(Math.max(0.3, (conditions.blur * width) / 800))
    .raw()
    .toBuffer();
  const pixels = expose(scene, { width, height }, conditions, plan.random.fork("sensor"));
  const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: conditions.jpegQuality })
    .toBuffer();
  return { jpeg, truth: plan.truth };
}
