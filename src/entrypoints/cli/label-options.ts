import type { Command } from "commander";
import { PartproofError } from "../../domain/errors.ts";
import type { LabelSource } from "../../recognition/labels/read-labels.ts";

export type LabelOptions = {
  coco?: string;
  manifest?: string;
  yolo?: string;
  voc?: string;
  images?: string;
  limit?: number;
};

/** The options that say where labelled photos are, the same for every command that reads them. */
export function addLabelOptions(command: Command): Command {
  return command
    .option("--coco <file>", "boxes in a COCO file; its file names are relative to it")
    .option("--manifest <file>", "boxes in a manifest of SageMaker Ground Truth or Rekognition Custom Labels")
    .option("--yolo <dir>", "a folder with images/, labels/ and data.yaml or classes.txt")
    .option("--voc <dir>", "a folder of Pascal VOC files (XML)")
    .option("--images <dir>", "folder of the photos, if it is elsewhere");
}

/** @throws PartproofError `invalid-input` unless exactly one format is named */
export function labelSourceOf({ images, limit, ...options }: LabelOptions): LabelSource {
  const named = (["coco", "manifest", "yolo", "voc"] as const).flatMap((format) => {
    const path = options[format];
    return path === undefined ? [] : [{ format, path }];
  });
  const [source] = named;
  if (!source || named.length > 1) {
    const got = named.length === 0 ? "none" : named.map(({ format }) => `--${format}`).join(" and ");
    const message = `Expected one of --coco FILE, --manifest FILE, --yolo DIR, --voc DIR; got ${got}.`;
    throw new PartproofError("invalid-input", message);
  }
  return {
    ...source,
    ...(images === undefined ? {} : { imagesDir: images }),
    ...(limit === undefined ? {} : { limit }),
  };
}
