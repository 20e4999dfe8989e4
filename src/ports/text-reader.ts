import type { Box } from "../domain/detection.ts";
import type { RecognizerRef } from "../domain/inspection.ts";
import type { DecodedPhoto } from "../domain/photo.ts";
import type { TextLine } from "../domain/text-line.ts";

/** Reads what is printed on a part. */
export interface TextReader {
  /**
   * @param area where to look; nothing outside of it is read
   * @returns the lines it could make out, also unsure ones, from top to bottom; none where it found no text
   * @throws PartproofError `unavailable` (worth a retry)
   */
  read(photo: DecodedPhoto, area: Box): Promise<TextReading>;
}

export type TextReading = {
  lines: TextLine[];
  /** Which reader, and which version of it, read this. */
  reader: RecognizerRef;
};
