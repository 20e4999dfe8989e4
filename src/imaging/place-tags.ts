import type { Rect } from "./canvas.ts";
import { CAP_HEIGHT, fitText, measureText } from "./draw-text.ts";
import type { Mark } from "./list-marks.ts";
import type { MarkScale } from "./mark-scale.ts";

export type Tag = { rect: Rect; text: string; mark: Mark };

/** How much of a tag may lie over another part's outline before a shorter wording is tried instead. */
const TOLERATED_COVER = 0.15;
/** How much of its own part a tag may lie on. */
const TOLERATED_HIDING = 0.25;

/**
 * Finds each tag a place beside its mark, inside the photo and off the tags placed before it, which are the
 * more important ones. Where there is no room the wording gets shorter; at last an unimportant tag is left out
 * (the list below the photo names the part), and an important one goes where it covers least.
 */
export function placeTags(marks: readonly Mark[], width: number, height: number, scale: MarkScale): Tag[] {
  const tags: Tag[] = [];
  for (const mark of marks) {
    const tag = placeTag(mark, tags, marks, width, height, scale);
    if (tag) tags.push(tag);
  }
  return tags;
}

function placeTag(
  mark: Mark,
  placed: readonly Tag[],
  marks: readonly Mark[],
  width: number,
  height: number,
  scale: MarkScale,
): Tag | undefined {
  const near = neighborhoodOf(mark, width, scale);
  const others = marks.filter((other) => other !== mark && overlapOf(near, other.rect) > 0);
  const placedNear = placed.filter((tag) => overlapOf(near, tag.rect) > 0);
  let last: Tag | undefined;
  let leastCovered = Infinity;
  for (const [index, wording] of mark.wordings.entries()) {
    const text = wordingOf(wording, mark, width, scale);
    const size = tagSize(text, scale);
    if (size.width > width || size.height > height) continue;
    const isShortest = index === mark.wordings.length - 1;
    let best: Tag | undefined;
    let bestCover = isShortest && mark.important ? Infinity : TOLERATED_COVER * size.width * size.height;
    for (const rect of candidates(mark, size, width, height, scale)) {
      const overTags = coverOf(rect, placedNear);
      const cover = overTags > 0 ? Infinity : coverOf(rect, others) + hiddenOf(mark, rect);
      if (cover < bestCover) [best, bestCover] = [{ rect, text, mark }, cover];
      if (overTags < leastCovered) [last, leastCovered] = [{ rect, text, mark }, overTags];
      if (best && bestCover === 0) return best;
    }
    if (best) return best;
  }
  return mark.important ? last : undefined;
}

function wordingOf(wording: string, mark: Mark, width: number, { fontPx, padPx }: MarkScale): string {
  const rest = measureText(wording.replace("{label}", ""), fontPx);
  const room = Math.min(width * 0.6, Math.max(width * 0.3, fontPx * 12), width - rest - 2 * padPx - fontPx);
  return wording.replace("{label}", () => fitText(mark.label, fontPx, room)).replaceAll("  ", " ");
}

function tagSize(text: string, { fontPx, padPx }: MarkScale): { width: number; height: number } {
  const height = Math.round(fontPx * CAP_HEIGHT) + 2 * padPx;
  return { width: Math.ceil(measureText(text, fontPx)) + 2 * padPx, height };
}

/** Above, below, inside and beside the mark, best first; each moved into the photo where it would stick out. */
function candidates(
  { rect }: Mark,
  size: { width: number; height: number },
  width: number,
  height: number,
  { linePx, casingPx }: MarkScale,
): Rect[] {
  const gap = linePx + casingPx;
  const above = rect.top - gap - size.height;
  const below = rect.bottom + gap;
  const atRight = rect.right - size.width;
  const corners: [number, number][] = [
    [rect.left - linePx, above],
    [rect.left - linePx, below],
    [atRight + linePx, above],
    [atRight + linePx, below],
    [rect.right + gap, rect.top],
    [rect.left - gap - size.width, rect.top],
    [rect.right + gap, rect.bottom - size.height],
    [rect.left - gap - size.width, rect.bottom - size.height],
    [rect.left, rect.top],
    [rect.left, rect.bottom - size.height],
    [atRight, rect.bottom - size.height],
  ];
  return corners.map(([x, y]) => {
    const left = Math.round(Math.min(width - size.width, Math.max(0, x)));
    const top = Math.round(Math.min(height - size.height, Math.max(0, y)));
    return { left, top, right: left + size.width, bottom: top + size.height };
  });
}

/** A tag may lie on a corner of its own part, not hide it. */
function hiddenOf({ rect }: Mark, tag: Rect): number {
  const hidden = overlapOf(rect, tag);
  return hidden > TOLERATED_HIDING * (rect.right - rect.left) * (rect.bottom - rect.top) ? hidden : 0;
}

/** Where any wording's tag can lie; what is elsewhere need not be looked at again for every candidate. */
function neighborhoodOf({ rect, wordings, label }: Mark, width: number, scale: MarkScale): Rect {
  const longest = tagSize(`${wordings[0] ?? ""}${label}`, scale);
  const aside = Math.min(width, longest.width) + 2 * scale.fontPx;
  const beyond = longest.height + 2 * scale.fontPx;
  return {
    left: rect.left - aside,
    right: rect.right + aside,
    top: rect.top - beyond,
    bottom: rect.bottom + beyond,
  };
}

function coverOf(rect: Rect, things: readonly { rect: Rect }[]): number {
  return things.reduce((covered, other) => covered + overlapOf(rect, other.rect), 0);
}

/** Area that two rectangles share. */
function overlapOf(a: Rect, b: Rect): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
