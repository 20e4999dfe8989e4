import type { Backbone } from "../backbone.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { describeTile } from "./describe-tile.ts";
import type { Homography } from "./homography.ts";
import type { PlaceJudge } from "./place-judge.ts";
import type { Place } from "./places.ts";
import { cutTile, STRAIGHT, type TileView } from "./tile.ts";

/** From here on a part is there, and there is nothing left to search for. */
const SURE = 0.6;
/** How far a part may have play in its place, or the alignment be off: in sides of the place. */
const PLAY = 0.14;
const NEARBY: readonly TileView[] = [-1, 0, 1].flatMap((x) =>
  [-1, 0, 1].flatMap((y) => (x || y ? [{ ...STRAIGHT, shiftX: x * PLAY, shiftY: y * PLAY }] : [])),
);

/**
 * How sure each label of a place is to be there: straight on, and where none is sure a little beside, the surest view
 * for each.
 * @param at index of the place
 */
export async function judgePlace(
  photo: WorkingPhoto,
  toPhoto: Homography,
  place: Place,
  at: number,
  judge: PlaceJudge,
  backbone: Backbone,
): Promise<{ seen: { label: number; confidence: number }[]; description: Uint8Array }> {
  const look = (view: TileView) => describeTile(cutTile(photo, toPhoto, place, view), backbone);
  const description = await look(STRAIGHT);
  const seen = place.labels.map((label) => ({ label, confidence: judge(description, at, label) }));
  if (seen.some(({ confidence }) => confidence >= SURE)) return { seen, description };
  for (const view of NEARBY) {
    const beside = await look(view);
    for (const one of seen) one.confidence = Math.max(one.confidence, judge(beside, at, one.label));
  }
  return { seen, description };
}
