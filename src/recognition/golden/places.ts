import { type Area, type Homography, localSimilarity, mapPoint } from "./homography.ts";

/**
 * Where parts belong, in pixels of the golden photo, the labels (by index) seen there, and how far beside a part may
 * lie and still be in its place, in sides of the place.
 */
export type Place = Area & { labels: number[]; play: number };

/**
 * Play in sides of the place. `least`: a part has some, and the alignment is off by some. `most`: further out it would be
 * another part's place. `margin`: the next photo may show a little more than those taught.
 */
export const PLAY = { least: 0.2, most: 0.4, margin: 1.5 } as const;

/** A part as marked on a taught photo, in pixels of that photo. */
export type MarkedArea = Area & { label: number };

/** Marks nearer than this, in short sides of the place, are of one place. */
const SAME_PLACE = 0.5;
/** And of sides no further apart: an eye in the middle of a head is a place of its own. */
const SAME_SIZE = 2;

/** The mark where the golden photo has it. The size follows scale and quarter turns: more an upright box cannot say. */
export function toGolden(mark: MarkedArea, fromPhoto: Homography): MarkedArea {
  const { scale, angle } = localSimilarity(fromPhoto, mark);
  const lying = Math.abs(Math.sin(angle)) > Math.SQRT1_2;
  return {
    ...mark,
    ...mapPoint(fromPhoto, mark),
    width: scale * (lying ? mark.height : mark.width),
    height: scale * (lying ? mark.width : mark.height),
  };
}

/** The rectangle around all areas. @param margin what surrounds them, of its long side */
export function regionOf(
  areas: readonly Area[],
  margin: number,
): {
  left: number;
  top: number;
  right: number;
  bottom: number;
} {
  const edges = areas.map(({ x, y, width, height }) => [
    x - width / 2,
    y - height / 2,
    x + width / 2,
    y + height / 2,
  ]);
  const [left = 0, top = 0] = [0, 1].map((at) => Math.min(...edges.map((edge) => edge[at] ?? 0)));
  const [right = 0, bottom = 0] = [2, 3].map((at) => Math.max(...edges.map((edge) => edge[at] ?? 0)));
  const around = margin * Math.max(right - left, bottom - top);
  return { left: left - around, top: top - around, right: right + around, bottom: bottom + around };
}

/** The place a mark belongs to: the nearest within reach. @returns -1 for none */
export function placeOf(mark: Area, places: readonly Area[]): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, place] of places.entries()) {
    const distance = Math.hypot(mark.x - place.x, mark.y - place.y);
    const reach = SAME_PLACE * Math.min(place.width, place.height, mark.width, mark.height);
    const ratio = Math.sqrt((mark.width * mark.height) / (place.width * place.height));
    const alike = ratio <= SAME_SIZE && ratio >= 1 / SAME_SIZE;
    if (alike && distance <= reach && distance < least) [nearest, least] = [at, distance];
  }
  return nearest;
}

/**
 * One place for each spot where some photo has a mark. Its area is that of the first photo that shows it; the
 * golden photo comes first, for only there the boxes are upright as seen.
 * @param photos marks of each photo, already in the golden photo
 */
export function gatherPlaces(photos: readonly (readonly MarkedArea[])[]): Place[] {
  const places: Place[] = [];
  for (const marks of photos)
    for (const { label, x, y, width, height } of marks) {
      const known = places[placeOf({ x, y, width, height }, places)];
      if (!known) places.push({ x, y, width, height, labels: [label], play: PLAY.least });
      else if (!known.labels.includes(label)) known.labels.push(label);
    }
  return places;
}
