import type { Box } from "../../domain/detection.ts";
import type { TextLine } from "../../domain/text-line.ts";
import { cutLine } from "./cut-line.ts";
import type { DecodedText } from "./decode-text.ts";
import { findLines } from "./find-lines.ts";
import { joinLines } from "./join-lines.ts";
import type { TextCrop } from "./text-crop.ts";
import type { TextNetworks } from "./text-networks.ts";
import { cornersOf, normalDegrees, type TurnedRect } from "./turned-rect.ts";

/** Lines that differ by less than this many degrees are printed the same way up. */
const ALIKE_DEGREES = 30;
/** The better way up must be this much surer, as a mean over its characters. */
const CLEARLY_SURER = 0.1;
/** What can be read either way, such as `6906`, is no sure reading at all. */
const UNDECIDED = 0.5;
/** Characters that look like no character upside down; so many of them in a sure line settle which way is up. */
const ONE_WAY = /[BCDFGJKQRTYfgjkrt]/g;
const ONE_WAY_ENOUGH = 3;
const SURE_MEAN = 0.9;
const MOST_CHARACTERS = 200;

/** Finds the lines on a crop and reads them. @returns from top to bottom, boxes in fractions of the photo */
export async function readLines(crop: TextCrop, networks: TextNetworks): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for (const group of groupAlike(joinLines(findLines(await networks.locate(crop))))) {
    const texts = await readGroup(crop, group, networks);
    for (const [i, rect] of group.entries()) {
      const { text = "", confidence = 0 } = texts[i] ?? {};
      const box = boxIn(crop, rect);
      if (text !== "" && box) lines.push({ text: text.slice(0, MOST_CHARACTERS), confidence, box });
    }
  }
  return lines.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
}

/** Lines of about one angle, the largest first; all turned so that they are the same way up as that one. */
function groupAlike(rects: readonly TurnedRect[]): TurnedRect[][] {
  const [main] = rects;
  if (!main) return [];
  const apart = (rect: TurnedRect) => normalDegrees(rect.degrees - main.degrees);
  const isAlike = (rect: TurnedRect) => Math.abs(apart(rect)) <= ALIKE_DEGREES;
  const group = rects.filter(isAlike).map((rect) => ({ ...rect, degrees: main.degrees + apart(rect) }));
  return [group, ...groupAlike(rects.filter((rect) => !isAlike(rect)))];
}

/**
 * Reads lines that are the same way up, whichever way that is. Where what they say does not settle it, they are also
 * read upside down, and vote: long and sure ones weigh most. That tells `6906` below a line of words from `9069`;
 * alone, it could be either.
 */
async function readGroup(
  crop: TextCrop,
  group: readonly TurnedRect[],
  networks: TextNetworks,
): Promise<DecodedText[]> {
  const upright = await decipherAll(crop, group, 0, networks);
  if (upright.some(isOneWay)) return upright;
  const reversed = await decipherAll(crop, group, 180, networks);
  const lead = leadOf(upright, reversed, group);
  const [chosen, other] = lead >= 0 ? [upright, reversed] : [reversed, upright];
  if (Math.abs(lead) >= CLEARLY_SURER) return chosen;
  return chosen.map((text, i) =>
    text.text === other[i]?.text ? text : { ...text, confidence: Math.min(text.confidence, UNDECIDED) },
  );
}

/** How much surer one way up is than the other, −1 to 1: the mean over all lines, long and sure ones first. */
function leadOf(
  upright: readonly DecodedText[],
  reversed: readonly DecodedText[],
  group: readonly TurnedRect[],
): number {
  let [sum, weights] = [0, 0];
  for (const [i, { width }] of group.entries()) {
    const [up, down] = [upright[i]?.meanConfidence ?? 0, reversed[i]?.meanConfidence ?? 0];
    // What reads badly either way, such as the pins beside a marking, has next to no say.
    const weight = width * Math.max(up, down) ** 4;
    sum += weight * (up - down);
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

async function decipherAll(
  crop: TextCrop,
  group: readonly TurnedRect[],
  turn: number,
  networks: TextNetworks,
): Promise<DecodedText[]> {
  const texts: DecodedText[] = [];
  for (const rect of group) {
    texts.push(await networks.decipher(cutLine(crop, { ...rect, degrees: rect.degrees + turn })));
  }
  return texts;
}

function isOneWay({ text, meanConfidence }: DecodedText): boolean {
  return meanConfidence >= SURE_MEAN && (text.match(ONE_WAY)?.length ?? 0) >= ONE_WAY_ENOUGH;
}

/** @returns undefined for what lies beyond the edge of the area */
function boxIn({ margin, contentWidth, contentHeight, area }: TextCrop, rect: TurnedRect): Box | undefined {
  const corners = cornersOf(rect);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const inside = (value: number, size: number) => Math.min(1, Math.max(0, (value - margin) / size));
  const [left, right] = [Math.min(...xs), Math.max(...xs)].map((x) => inside(x, contentWidth));
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)].map((y) => inside(y, contentHeight));
  const width = ((right ?? 0) - (left ?? 0)) * area.width;
  const height = ((bottom ?? 0) - (top ?? 0)) * area.height;
  if (width <= 0 || height <= 0) return undefined;
  return {
    left: area.left + (left ?? 0) * area.width,
    top: area.top + (top ?? 0) * area.height,
    width,
    height,
  };
}
