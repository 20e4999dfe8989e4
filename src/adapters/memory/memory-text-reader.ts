import { centerOf, contains } from "../../domain/detection.ts";
import type { DecodedPhoto } from "../../domain/photo.ts";
import type { TextLine } from "../../domain/text-line.ts";
import type { TextReader } from "../../ports/text-reader.ts";

/** What is printed on a photo. Throw to play a reader that fails. */
export type PrintedText = (photo: DecodedPhoto) => TextLine[];

/** Reads those lines whose middle lies in the area. @param printed default: nothing is printed anywhere */
export function createMemoryTextReader(printed: PrintedText = () => []): TextReader {
  return {
    async read(photo, area) {
      const lines = printed(photo).filter(({ box }) => contains(area, centerOf(box)));
      lines.sort((a, b) => a.box.top - b.box.top);
      return { lines, reader: { kind: "embedded", model: "printed", version: "scripted" } };
    },
  };
}
