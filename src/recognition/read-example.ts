import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { PartproofError } from "../domain/errors.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { TeachPhoto } from "./teach-find.ts";
import { toWorkingPhoto } from "./working-photo.ts";

/**
 * A photo to learn from, upright and at working size, with its parts in pixels of it.
 * @param labels every label of the lesson; parts name theirs by its index
 * @throws PartproofError `invalid-input` when it cannot be read or does not fit its labels
 */
export async function readExample(
  example: LabelledPhoto,
  labels: readonly string[],
  longSide: number,
): Promise<{ photo: TeachPhoto; sha256: string }> {
  const content = await readFile(example.file).catch((cause: unknown) => {
    throw new PartproofError("invalid-input", `${example.file} cannot be read.`, { cause });
  });
  const { data, info } = await sharp(content)
    .autoOrient()
    .toColorspace("srgb")
    .flatten({ background: "#ffffff" })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new PartproofError("invalid-input", `${example.file} is not a photo that can be read.`, {
        cause,
      });
    });
  const { width, height } = info;
  if (Math.abs(width / height - example.width / example.height) > 0.02 * (width / height)) {
    throw new PartproofError(
      "invalid-input",
      `${example.file} is ${width} × ${height} pixels upright, its labels are for ` +
        `${example.width} × ${example.height}. Mark the boxes on the upright photo.`,
    );
  }
  const photo = await toWorkingPhoto({ width, height, pixels: data, format: "jpeg" }, longSide);
  const parts = example.boxes.map(({ label, box }) => ({
    label: labels.indexOf(label),
    x: (box.left + box.width / 2) * photo.contentWidth,
    y: (box.top + box.height / 2) * photo.contentHeight,
    width: box.width * photo.contentWidth,
    height: box.height * photo.contentHeight,
  }));
  return { photo: { photo, parts }, sha256: createHash("sha256").update(content).digest("hex") };
}
