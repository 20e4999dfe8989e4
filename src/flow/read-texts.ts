import { PartproofError } from "../domain/errors.ts";
import type { RecognizerRef } from "../domain/inspection.ts";
import type { TextArea, TextReadings } from "../domain/judge-text.ts";
import type { DecodedPhoto } from "../domain/photo.ts";
import type { Platform } from "./platform.ts";

/**
 * Read what is printed in some areas of a photo; nothing is done where there are none.
 * @throws PartproofError `not-found` when this platform cannot read, or as the reader says
 */
export async function readTexts(
  platform: Pick<Platform, "textReader">,
  photo: DecodedPhoto,
  areas: readonly TextArea[],
): Promise<{ readings: TextReadings["readings"]; textReader?: RecognizerRef }> {
  if (areas.length === 0) return { readings: [] };
  if (!platform.textReader)
    throw new PartproofError(
      "not-found",
      "The recipe wants text read, and this platform has no text reader.",
    );
  const readings: TextReadings["readings"][number][] = [];
  let textReader: RecognizerRef | undefined;
  for (const area of areas) {
    const { lines, reader } = await platform.textReader.read(photo, area.area);
    readings.push({ ...area, lines });
    textReader = reader;
  }
  return { readings, ...(textReader ? { textReader } : {}) };
}
