import { join } from "node:path";
import type { LabelledPhoto } from "../../../src/recognition/labelled-photo.ts";
import { readCoco } from "../../../src/recognition/labels/coco.ts";
import { controlBox } from "../../../src/simulator/control-box.ts";
import { writeDataset } from "../../../src/simulator/write-dataset.ts";

/** The size of photo that the bars speak of. */
const SIZE = { width: 640, height: 480 } as const;
const TAUGHT = 70;
const TRIED = 12;

/** Photos of one pretend line, drawn so that speed is measured without any data at hand. */
export type DrawnPhotos = { taught: LabelledPhoto[]; tried: LabelledPhoto[] };

/** @param directory where the files go */
export async function drawPhotosInto(directory: string): Promise<DrawnPhotos> {
  const { cocoFile } = await writeDataset({
    design: controlBox,
    seed: 7,
    count: TAUGHT + TRIED,
    options: { ...SIZE, missingRate: 0.6 },
    directory: join(directory, "drawn"),
  });
  const photos = await readCoco(cocoFile);
  return { taught: photos.slice(0, TAUGHT), tried: photos.slice(TAUGHT) };
}
