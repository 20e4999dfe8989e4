import type { Box } from "../../domain/detection.ts";
import type { TextLine } from "../../domain/text-line.ts";
import { geometry, percent } from "./wire-shapes.ts";

/** A line or a word as the wire has it. */
export type WireText = {
  DetectedText: string;
  Type: "LINE" | "WORD";
  Id: number;
  ParentId?: number;
  Confidence: number;
  Geometry: ReturnType<typeof geometry>;
};

/** Which words count; confidences are percentages, sizes fractions of the photo. */
export type WordFilter = {
  MinConfidence: number;
  MinBoundingBoxHeight: number;
  MinBoundingBoxWidth: number;
};

/**
 * Lines, then their words; ids count from 0 through both. A line stays while any of its words does, and its words are
 * as sure as it is: the reader tells how sure it is of a line.
 */
export function textDetections(lines: readonly TextLine[], filter: WordFilter): WireText[] {
  const kept = lines
    .map((line) => ({ line, words: wordsOf(line).filter((word) => passes(word, filter)) }))
    .filter(({ words }) => words.length > 0);
  const wireLines = kept.map(({ line }, Id) => wireText(line, "LINE", Id));
  const wireWords = kept.flatMap(({ words }, ParentId) => words.map((word) => ({ word, ParentId })));
  return [
    ...wireLines,
    ...wireWords.map(({ word, ParentId }, at) => ({
      ...wireText(word, "WORD", wireLines.length + at),
      ParentId,
    })),
  ];
}

/** Words lie along the longer side of the line's box, each as long as its share of the characters. */
function wordsOf({ text, confidence, box }: TextLine): TextLine[] {
  const isUpright = box.height > box.width;
  return [...text.matchAll(/\S+/g)].map((match) => {
    const from = match.index / text.length;
    const share = match[0].length / text.length;
    const part: Box = isUpright
      ? { ...box, top: box.top + from * box.height, height: share * box.height }
      : { ...box, left: box.left + from * box.width, width: share * box.width };
    return { text: match[0], confidence, box: part };
  });
}

function passes({ confidence, box }: TextLine, filter: WordFilter): boolean {
  return (
    percent(confidence) >= filter.MinConfidence &&
    box.height >= filter.MinBoundingBoxHeight &&
    box.width >= filter.MinBoundingBoxWidth
  );
}

function wireText({ text, confidence, box }: TextLine, Type: WireText["Type"], Id: number): WireText {
  return { DetectedText: text, Type, Id, Confidence: percent(confidence), Geometry: geometry(box) };
}
