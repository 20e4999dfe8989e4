import type { PhotoOptions } from "./photo-options.ts";
import { type PhotoPlan, type PhotoTruth, planPhoto } from "./plan-photo.ts";
import type { WidgetDesign } from "./widget.ts";

export type PhotoRange = { seed: number; first: number; count: number; options: PhotoOptions };

/**
 * COCO ground truth of photos `first` to `first + count - 1`, as pieces of one JSON text. The truth of each photo is
 * decided anew instead of remembered, so a million photos take no more memory than one.
 * Boxes are `[left, top, width, height]` in pixels, and only for parts that are present.
 */
export function* cocoTruth(design: WidgetDesign, range: PhotoRange): Generator<string> {
  const categories = [...new Set(design.parts.map((part) => part.label))].map((name, i) => ({
    id: i + 1,
    name,
  }));
  const idOf = new Map(categories.map(({ id, name }) => [name, id]));

  yield `{"info":${JSON.stringify({ description: `Simulated: ${design.title}` })},\n`;
  yield `"categories":${JSON.stringify(categories)},\n"images":[`;
  yield* joined(plans(design, range), ({ truth, width, height }, i) => [
    { id: i + 1, file_name: imagePath(truth), width, height },
  ]);
  yield `],\n"annotations":[`;
  let annotationId = 0;
  yield* joined(plans(design, range), ({ truth, width, height }, i) =>
    truth.parts
      .filter((part) => part.present)
      .map(({ label, box }) => {
        const bbox = [box.left * width, box.top * height, box.width * width, box.height * height].map(
          hundredths,
        );
        const area = hundredths(box.width * width * box.height * height);
        annotationId++;
        return { id: annotationId, image_id: i + 1, category_id: idOf.get(label), bbox, area, iscrowd: 0 };
      }),
  );
  yield "]}\n";
}

/** Relative to the folder of the dataset. The serial in the name is what a recipe's `{serial}.jpg` reads. */
export function imagePath(truth: PhotoTruth): string {
  return `images/${truth.serial}.jpg`;
}

function* plans(design: WidgetDesign, { seed, first, count, options }: PhotoRange): Generator<PhotoPlan> {
  for (let index = first; index < first + count; index++) yield planPhoto(design, seed, index, options);
}

function* joined(
  photos: Iterable<PhotoPlan>,
  rows: (plan: PhotoPlan, i: number) => object[],
): Generator<string> {
  let i = 0;
  let separator = "\n";
  for (const plan of photos) {
    for (const row of rows(plan, i++)) {
      yield separator + JSON.stringify(row);
      separator = ",\n";
    }
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
