import type { QualityReport } from "../domain/report/quality-report.ts";
import { smallJpeg } from "../imaging/thumbnail.ts";
import { readPhoto } from "./check-entry.ts";
import type { Platform } from "./platform.ts";

/** Fine enough to see what is missing, small enough that a dozen of them can be mailed. */
const WIDTH_PX = 360;

/**
 * The analyzed photos of a report's examples, small, by the id of their inspection; those that are gone are left out. The
 * same photos give the same bytes.
 */
export async function readExamplePhotos(
  { records, images }: Pick<Platform, "records" | "images">,
  { examples }: QualityReport,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const photos = new Map<string, Uint8Array>();
  for (const { inspectionId } of examples) {
    const key = (await records.get(inspectionId))?.evidence.analyzedKey;
    const photo = key === undefined ? undefined : await readPhoto({ images }, { key });
    if (photo) photos.set(inspectionId, await smallJpeg(photo, WIDTH_PX));
  }
  return photos;
}
